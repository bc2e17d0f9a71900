import { type EventStream, readEventStream } from './event_stream';
import type { JobEvent } from './job_events';
import { type Activity, activityMax } from './live_job';

/** What happened up to an event, newest first: the last of it, as much as can be read. */
export async function readHistory(
  jobId: string,
  untilId: number,
  signal: AbortSignal,
): Promise<Activity[]> {
  const enough = new AbortController();
  const found: Activity[] = [];
  const take = (event: JobEvent) => {
    if (event.kind === 'file' || event.kind === 'state') {
      found.unshift({ ...event, id: event.id ?? '' });
    }
    if (event.kind === 'reset' || Number(event.id ?? 0) >= untilId) enough.abort();
  };
  const stream: EventStream = {
    jobId,
    lastEventId: String(Math.max(0, untilId - activityMax)),
    signal: AbortSignal.any([signal, enough.signal]),
    onOpen: () => {},
    onEvents: (events) => events.forEach(take),
  };
  await readEventStream(stream).catch((error: unknown) => {
    if (!enough.signal.aborted) throw error;
  });
  return found.filter(({ id }) => Number(id) <= untilId);
}
