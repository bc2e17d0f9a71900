import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readEventStream } from './event_stream';

function event(id: number, kind: string, status: string): string {
  return `event: ${kind}\nid: ${id}\ndata: {"status":"${status}"}\n\n`;
}

/** Reads a stream that arrives in these pieces and is then closed. */
async function readPieces(...pieces: string[]): Promise<{ ids: string[]; hasEnded: boolean }> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 200 })));
  const ids: string[] = [];
  const hasEnded = await readEventStream({
    jobId: 'a',
    lastEventId: '0',
    signal: new AbortController().signal,
    onOpen: () => {},
    onEvents: (events) => ids.push(...events.map(({ id }) => id ?? '')),
  });
  return { ids, hasEnded };
}

const noStorage = { getItem: () => null };

beforeEach(() => {
  vi.stubGlobal('sessionStorage', noStorage);
  vi.stubGlobal('localStorage', noStorage);
});

afterEach(() => vi.unstubAllGlobals());

describe('the stream of a job', () => {
  it('has ended where its last event says that the job is done', async () => {
    const pieces = [event(1, 'state', 'completed'), event(2, 'done', 'completed')];
    expect(await readPieces(...pieces)).toEqual({ ids: ['1', '2'], hasEnded: true });
  });

  it('goes on behind the end of a job that was then retried, however it is cut', async () => {
    const done = event(1, 'done', 'completed');
    const retried = event(2, 'state', 'processing');
    const expected = { ids: ['1', '2'], hasEnded: false };
    expect(await readPieces(done, retried)).toEqual(expected);
    expect(await readPieces(done + retried)).toEqual(expected);
  });

  it('has not ended where the connection breaks', async () => {
    expect(await readPieces(event(1, 'state', 'processing'))).toEqual({
      ids: ['1'],
      hasEnded: false,
    });
  });
});
