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

const { asked } = vi.hoisted(() => ({
  asked: vi.fn(async (_path: string, _request: { body: { ids: number[] } }) => ({})),
}));
vi.mock('@/api/client', () => ({
  api: { POST: asked },
  answerOf: (answer: Promise<unknown>) => answer,
}));

beforeEach(() => {
  vi.useFakeTimers();
  asked.mockClear();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a deletion', () => {
  it('asks nothing of the server while it can be taken back', async () => {
    const ends = { onFailure: vi.fn(), onDone: vi.fn() };
    holdDeletion(two, ends);
    await vi.advanceTimersByTimeAsync(undoMs - 1);
    expect(asked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toHaveBeenCalledOnce();
    expect(asked).toHaveBeenCalledWith('/images/delete', {
      body: { ids: [7, 8] },
      keepalive: true,
    });
    expect(ends.onDone).toHaveBeenCalledOnce();
  });

  it('is never sent once it was taken back', async () => {
    const undo = holdDeletion(two, { onFailure: vi.fn(), onDone: vi.fn() });
    undo();
    await vi.advanceTimersByTimeAsync(undoMs * 2);
    expect(asked).not.toHaveBeenCalled();
  });

  it('tells when the server refuses it', async () => {
    asked.mockRejectedValueOnce(new Error('refused'));
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
    const sent = asked.mock.calls.map(([, request]) => request.body.ids.length);
    expect(sent).toEqual([1000, 1000, 500]);
  });
});
