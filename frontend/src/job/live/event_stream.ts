import { authorization } from '@/api/key';
import { problemOf, unreachable } from '@/api/problem';
import { type JobEvent, readJobEvent } from './job_events';
import { createSseParser } from './sse_parser';

/** The server breaks silence every 15 s, so this much of it is a dead connection. */
const silenceMaxMs = 40_000;

export interface EventStream {
  jobId: string;
  lastEventId: string | null;
  signal: AbortSignal;
  onOpen: () => void;
  onEvents: (events: JobEvent[]) => void;
}

/**
 * Reads a job's events until the server closes the connection, as it does behind the `done` of a job
 * that was not retried since. By fetch, as an EventSource sends no key. Answers whether the job has
 * ended, so that nothing more will come; throws an ApiProblem where the server
 * refuses or cannot be reached, and nothing but the abort where the signal was given.
 */
export async function readEventStream(stream: EventStream): Promise<boolean> {
  const silence = new AbortController();
  const signal = AbortSignal.any([stream.signal, silence.signal]);
  const watchdog = setTimer(() => silence.abort());
  try {
    const response = await fetch(`/import/jobs/${stream.jobId}/events`, {
      headers: {
        Accept: 'text/event-stream',
        ...authorization(),
        ...(stream.lastEventId === null ? {} : { 'Last-Event-ID': stream.lastEventId }),
      },
      cache: 'no-store',
      signal,
    });
    if (response.status === 204) return true;
    if (!response.ok || !response.body) {
      throw problemOf(response, await response.json().catch(() => null));
    }
    stream.onOpen();
    return await readEvents(response.body, stream, watchdog.restart);
  } catch (error) {
    stream.signal.throwIfAborted();
    throw error instanceof TypeError || silence.signal.aborted ? unreachable() : error;
  } finally {
    watchdog.stop();
  }
}

async function readEvents(
  body: ReadableStream<Uint8Array>,
  stream: EventStream,
  onSound: () => void,
): Promise<boolean> {
  const parse = createSseParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let hasEnded = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return hasEnded;
    onSound();
    const events = parse(decoder.decode(value, { stream: true }))
      .map(readJobEvent)
      .filter((event) => event !== null);
    stream.onEvents(events);
    const last = events.at(-1);
    if (last) hasEnded = last.kind === 'done';
  }
}

function setTimer(onSilence: () => void) {
  let timer = setTimeout(onSilence, silenceMaxMs);
  return {
    restart: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, silenceMaxMs);
    },
    stop: () => clearTimeout(timer),
  };
}
