import { describe, expect, it } from 'vitest';
import { ratesOf, withSample } from './throughput';

describe('throughput', () => {
  it('is what was done between two looks', () => {
    const samples = [
      { atMs: 0, files: 100 },
      { atMs: 2000, files: 140 },
      { atMs: 4000, files: 140 },
    ];
    expect(ratesOf(samples)).toEqual([20, 0]);
    expect(ratesOf(samples.slice(0, 1))).toEqual([]);
  });

  it('is never below nothing', () => {
    expect(
      ratesOf([
        { atMs: 0, files: 100 },
        { atMs: 1000, files: 90 },
      ]),
    ).toEqual([0]);
  });

  it('is kept for two minutes, and for every moment once', () => {
    let samples = withSample([], { atMs: 1000, files: 1 });
    samples = withSample(samples, { atMs: 1000, files: 2 });
    expect(samples).toHaveLength(1);
    samples = withSample(samples, { atMs: 200_000, files: 3 });
    expect(samples).toEqual([{ atMs: 200_000, files: 3 }]);
  });
});
