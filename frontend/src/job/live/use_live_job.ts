import { useCallback, useEffect, useRef, useState } from 'react';
import type { Job } from '@/api/types';
import { hasEnded } from '../job_status';
import { type Connection, followJob } from './follow_job';
import type { JobEvent } from './job_events';
import { applyEvents, applySnapshot, type LiveJob, unknownJob } from './live_job';
import { createPaintBatch } from './paint_batch';

const paintStepMs = 250;

export interface FollowedJob {
  live: LiveJob;
  connection: Connection;
  /** What following it ended with, such as that there is no such job. */
  error: Error | null;
  /** Takes over what an action has answered, and follows on: an ended job may go on. */
  accept: (job: Job) => void;
}

export function useLiveJob(jobId: string): FollowedJob {
  const [live, setLive] = useState<LiveJob>(unknownJob);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [error, setError] = useState<Error | null>(null);
  const [round, setRound] = useState(0);
  // Where the stream is taken up again must be known before React has rendered it.
  const current = useRef(unknownJob);
  const show = useCallback((next: LiveJob) => {
    current.current = next;
    setLive(next);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round follows anew
  useEffect(() => {
    const stop = new AbortController();
    let lastEventId: string | null = null;
    if (current.current.job?.job_id !== jobId) show(unknownJob);
    setError(null);
    const batch = createPaintBatch<JobEvent>(
      (events) => show(applyEvents(current.current, events, Date.now())),
      paintStepMs,
    );
    const follower = {
      lastEventId: () => lastEventId ?? current.current.lastEventId,
      onEvents: (events: JobEvent[]) => {
        for (const { id } of events) lastEventId = id ?? lastEventId;
        batch.add(events);
      },
      onSnapshot: (job: Job) => show(applySnapshot(current.current, job, Date.now())),
      onConnection: setConnection,
    };
    followJob(jobId, follower, stop.signal).catch((cause: unknown) => {
      if (!stop.signal.aborted) setError(cause instanceof Error ? cause : new Error(String(cause)));
    });
    return () => {
      stop.abort();
      batch.stop();
    };
  }, [jobId, round, show]);

  const accept = useCallback(
    (job: Job) => {
      const before = current.current.job;
      show(applySnapshot({ ...current.current, mayGoBack: true }, job, Date.now()));
      if (before && hasEnded(before.status)) setRound((rounds) => rounds + 1);
    },
    [show],
  );
  return { live, connection, error, accept };
}
