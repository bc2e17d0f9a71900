import { answerOf, api } from '@/api/client';
import { ApiProblem } from '@/api/problem';
import type { Job } from '@/api/types';
import { hasEnded } from '../job_status';
import { readEventStream } from './event_stream';
import type { JobEvent } from './job_events';

/** live: by events; polling: by asking; lost: what is shown may be old; ended: nothing more comes. */
export type Connection = 'connecting' | 'live' | 'polling' | 'lost' | 'ended';

export interface Follower {
  lastEventId: () => string | null;
  onEvents: (events: JobEvent[]) => void;
  onSnapshot: (job: Job) => void;
  onConnection: (connection: Connection) => void;
}

const failuresBeforePolling = 2;
const pollMs = 2_000;
const againMs = 500;
const hiddenPollMs = 15_000;

/** Follows a job until it has ended or the signal is given. Throws what asking again will not cure. */
export async function followJob(
  jobId: string,
  follower: Follower,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0;
  const onOpen = () => {
    failures = 0;
    follower.onConnection('live');
  };
  while (!signal.aborted) {
    if (document.hidden) {
      if (await pollWhileHidden(jobId, follower, signal)) return;
      continue;
    }
    const end = await streamWhileShown(jobId, follower, signal, onOpen);
    if (end === 'ended') return follower.onConnection('ended');
    if (end === 'failed') failures += 1;
    if (document.hidden || signal.aborted) continue;
    if (failures >= failuresBeforePolling) await poll(jobId, follower);
    else if (failures > 0) follower.onConnection('lost');
    await pause(failures === 0 ? againMs : pollMs, signal);
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof DOMException && error.name === 'AbortError') return true;
  return error instanceof ApiProblem && error.isRetryable;
}

/** A page that nobody sees keeps no connection. */
async function streamWhileShown(
  jobId: string,
  follower: Follower,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<'ended' | 'closed' | 'failed'> {
  const hidden = new AbortController();
  const onVisibility = () => document.hidden && hidden.abort();
  document.addEventListener('visibilitychange', onVisibility);
  try {
    const hasJobEnded = await readEventStream({
      jobId,
      lastEventId: follower.lastEventId(),
      signal: AbortSignal.any([signal, hidden.signal]),
      onOpen,
      onEvents: follower.onEvents,
    });
    return hasJobEnded ? 'ended' : 'closed';
  } catch (error) {
    if (!isPassing(error)) throw error;
    return 'failed';
  } finally {
    document.removeEventListener('visibilitychange', onVisibility);
  }
}

/** Asks once. Answers whether the job has ended; no answer is no end. */
async function poll(jobId: string, follower: Follower): Promise<boolean> {
  try {
    const params = { path: { job_id: jobId } };
    const job = await answerOf(api.GET('/import/jobs/{job_id}', { params }));
    follower.onSnapshot(job);
    follower.onConnection('polling');
    return hasEnded(job.status);
  } catch (error) {
    if (!isPassing(error)) throw error;
    follower.onConnection('lost');
    return false;
  }
}

/** Keeps the tab's title true. Answers whether there is nothing more to follow. */
async function pollWhileHidden(
  jobId: string,
  follower: Follower,
  signal: AbortSignal,
): Promise<boolean> {
  while (document.hidden && !signal.aborted) {
    if (await poll(jobId, follower)) {
      follower.onConnection('ended');
      return true;
    }
    await pause(hiddenPollMs, signal);
  }
  if (!signal.aborted) await poll(jobId, follower);
  return false;
}

/** Over with the time, the signal, or when the page is shown again. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wasHidden = document.hidden;
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      document.removeEventListener('visibilitychange', onVisibility);
      resolve();
    };
    const onVisibility = () => wasHidden && !document.hidden && end();
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    document.addEventListener('visibilitychange', onVisibility);
  });
}
