import { describe, expect, it } from 'vitest';
import { addSample, type RateSample, ratesOf } from './rate_samples';

const steady = (seconds: number, filesPerSecond: number) => {
  let samples: readonly RateSample[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    samples = addSample(samples, { atMs: second * 1000, files: second * filesPerSecond });
  }
  return samples;
};

describe('the picture of the last minute', () => {
  it('keeps a minute', () => {
    const samples = steady(200, 8);
    expect(samples).toHaveLength(61);
    expect(ratesOf(samples)).toEqual(Array(60).fill(8));
  });
  it('takes one sample a second', () => {
    const samples = addSample(steady(1, 8), { atMs: 1200, files: 9 });
    expect(samples).toHaveLength(2);
  });
  it('begins anew where files are retried', () => {
    const samples = addSample(steady(10, 8), { atMs: 11_000, files: 70 });
    expect(samples).toEqual([{ atMs: 11_000, files: 70 }]);
  });
});
