import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Layout } from '../layout/layout';
import { holdDeletion, undoMs } from './deletions';

const layout: Layout = {
  count: 10,
  aspects: new Float32Array(10),
  chunkSize: 500,
  anchors: [''],
  isComplete: true,
};
const two = { layout, ranges: [{ start: 3, end: 5 }], ids: [7, 8] };

const asked = vi.fn(async (_address: string, _request: RequestInit) => new Response('{}'));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', asked);
  vi.stubGlobal('sessionStorage', { getItem: () => null });
  vi.stubGlobal('localStorage', { getItem: () => null });
  asked.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a deletion', () => {
  it('asks nothing of the server while it can be taken back', async () => {
    const ends = { onFailure: vi.fn(), onDone: vi.fn() };
    holdDeletion(two, ends);
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveBeenCalledOnce();
    expect(asked.mock.calls[0]?.[1].body).toBe('{"ids":[7,8]}');
    expect(ends.onDone).toHaveBeenCalledOnce();
  });

  it('is never sent once it was taken back', async () => {
    const undo = holdDeletion(two, { onFailure: vi.fn(), onDone: vi.fn() });
    undo();
    await vi.advanceTimersByTimeAsync(undoMs * 2);
    expect(asked).not.toHaveBeenCalled();
  });

  it('tells when the server refuses it', async () => {
    asked.mockResolvedValueOnce(new Response('no', { status: 500 }));
    const ends = { onFailure: vi.fn(), onDone: vi.fn() };
    holdDeletion(two, ends);
    await vi.advanceTimersByTimeAsync(undoMs);
    expect(ends.onFailure).toHaveBeenCalledOnce();
    expect(ends.onDone).not.toHaveBeenCalled();
  });

  it('is sent in parts that the server takes', async () => {
    const ids = Array.from({ length: 2500 }, (_, at) => at + 1);
    holdDeletion({ ...two, ids }, { onFailure: vi.fn(), onDone: vi.fn() });
    await vi.advanceTimersByTimeAsync(undoMs);
    const sent = asked.mock.calls.map(([, request]) => JSON.parse(String(request.body)).ids.length);
    expect(sent).toEqual([1000, 1000, 500]);
  });
});
