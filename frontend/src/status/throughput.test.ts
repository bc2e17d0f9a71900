import { describe, expect, it } from 'vitest';
import { ratesOf, withSample } from './throughput';

describe('throughput', () => {
  it('is what the server has told, second by second', () => {
    const samples = [
      { atMs: 0, filesPerSecond: 20 },
      { atMs: 2040, filesPerSecond: 12.5 },
      { atMs: 4010, filesPerSecond: 0 },
    ];
    expect(ratesOf(samples)).toEqual([20, 20, 12.5, 12.5, 0]);
    expect(ratesOf([])).toEqual([]);
  });

  it('is kept for a minute, and for every moment once', () => {
    let samples = withSample([], { atMs: 1000, filesPerSecond: 1 });
    samples = withSample(samples, { atMs: 1000, filesPerSecond: 2 });
    expect(samples).toEqual([{ atMs: 1000, filesPerSecond: 1 }]);
    samples = withSample(samples, { atMs: 61_000, filesPerSecond: 3 });
    expect(samples).toEqual([{ atMs: 61_000, filesPerSecond: 3 }]);
  });
});
