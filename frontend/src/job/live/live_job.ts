import type { Job } from '@/api/types';
import { hasEnded } from '../job_status';
import type { FileChange, JobEvent, Progress, StateChange } from './job_events';
import { addSample, type RateSample } from './rate_samples';

export type Activity = { id: string } & (
  | { kind: 'file'; change: FileChange }
  | { kind: 'state'; change: StateChange }
);

/** What the page knows of a job. */
export interface LiveJob {
  job: Job | null;
  /** Where the stream is taken up again. */
  lastEventId: string | null;
  /** Newest first, and no more than can be read. */
  activity: readonly Activity[];
  /** The last event before `activity` begins, as a number; 0 where there is none. */
  historyUntil: number;
  /** Rises when what is grouped or listed below may have changed. */
  filesVersion: number;
  samples: readonly RateSample[];
  /** A retry makes what was done undone; otherwise numbers that went back are old ones. */
  mayGoBack: boolean;
}

export const activityMax = 500;

export const unknownJob: LiveJob = {
  job: null,
  lastEventId: null,
  activity: [],
  historyUntil: 0,
  filesVersion: 0,
  samples: [],
  mayGoBack: false,
};

/** Several events in one step, so that they cost one paint. */
export function applyEvents(live: LiveJob, events: readonly JobEvent[], nowMs: number): LiveJob {
  let next = live;
  for (const event of events) {
    next = applyEvent(next, event, nowMs);
    if (event.id !== null) next = { ...next, lastEventId: event.id };
  }
  return next;
}

/** A job as a request has answered it; older news than the stream's are passed over. */
export function applySnapshot(live: LiveJob, job: Job, nowMs: number): LiveJob {
  if (live.job && isOlder(live, job)) return live;
  const filesVersion = live.filesVersion + Number(hasOtherEndings(live.job, job));
  return withJob({ ...live, filesVersion }, job, nowMs);
}

function applyEvent(live: LiveJob, event: JobEvent, nowMs: number): LiveJob {
  switch (event.kind) {
    case 'snapshot':
      return withJob(
        {
          ...live,
          activity: [],
          historyUntil: Number(event.id ?? 0),
          filesVersion: live.filesVersion + 1,
        },
        event.job,
        nowMs,
      );
    case 'progress':
      return live.job ? applyProgress(live, live.job, event.progress, nowMs) : live;
    case 'file':
      return {
        ...withActivity(live, { id: event.id ?? '', kind: 'file', change: event.change }),
        filesVersion: live.filesVersion + 1,
        mayGoBack: live.mayGoBack || event.change.state === 'pending',
      };
    case 'state':
      return applyState(live, event.id ?? '', event.change);
    case 'done':
      return live.job ? { ...live, job: endedJob(live.job, event.change) } : live;
    case 'reset':
      return { ...live, activity: [], mayGoBack: true };
  }
}

/** Its status may have been read before the answer to a pause; every change of it has an event of its own. */
function applyProgress(live: LiveJob, job: Job, progress: Progress, nowMs: number): LiveJob {
  if (isOlder(live, progress)) return live;
  return withJob(live, { ...job, ...progress, status: job.status }, nowMs);
}

function applyState(live: LiveJob, id: string, change: StateChange): LiveJob {
  const next = withActivity(live, { id, kind: 'state', change });
  if (!live.job) return next;
  const isTakenUp = hasEnded(live.job.status) && !hasEnded(change.status);
  const job = hasEnded(change.status)
    ? endedJob(live.job, change)
    : { ...live.job, status: change.status, finished_at: null };
  return { ...next, job, mayGoBack: live.mayGoBack || isTakenUp };
}

function endedJob(job: Job, change: StateChange): Job {
  const percent = change.status === 'completed' ? 100 : job.progress_percent;
  const finished_at = job.finished_at ?? change.at;
  return { ...job, status: change.status, finished_at, progress_percent: percent };
}

function withJob(live: LiveJob, job: Job, nowMs: number): LiveJob {
  const samples = addSample(live.samples, {
    atMs: nowMs,
    files: job.processed_files,
  });
  return { ...live, job, samples, mayGoBack: false };
}

function withActivity(live: LiveJob, entry: Activity): LiveJob {
  return { ...live, activity: [entry, ...live.activity].slice(0, activityMax) };
}

function isOlder(live: LiveJob, news: { processed_files: number; total_files: number }): boolean {
  if (!live.job || live.mayGoBack) return false;
  return news.processed_files < live.job.processed_files || news.total_files < live.job.total_files;
}

function hasOtherEndings(before: Job | null, after: Job): boolean {
  return (
    before?.failed_files !== after.failed_files || before?.processed_files !== after.processed_files
  );
}
