import { describe, expect, it } from 'vitest';
import { addSample, type RateSample, rateOf, ratesOf } from './rate_samples';

const steady = (seconds: number, filesPerSecond: number) => {
  let samples: readonly RateSample[] = [];
  for (let second = 0; second <= seconds; second += 1) {
    const files = second * filesPerSecond;
    samples = addSample(samples, { atMs: second * 1000, files, bytes: files * 1000 });
  }
  return samples;
};

describe('the rate of a job', () => {
  it('is not told before five seconds have passed', () => {
    expect(rateOf(steady(4, 8), 4000)).toBeNull();
    expect(rateOf(steady(5, 8), 5000)).toEqual({ filesPerSecond: 8, bytesPerSecond: 8000 });
  });
  it('falls when nothing arrives any more', () => {
    expect(rateOf(steady(10, 8), 20_000)?.filesPerSecond).toBe(4);
  });
  it('goes by the last half minute and keeps a minute', () => {
    const samples = steady(200, 8);
    expect(samples).toHaveLength(61);
    expect(rateOf(samples, 200_000)?.filesPerSecond).toBe(8);
    expect(ratesOf(samples)).toEqual(Array(60).fill(8));
  });
  it('takes one sample a second', () => {
    const samples = addSample(steady(1, 8), { atMs: 1200, files: 9, bytes: 9000 });
    expect(samples).toHaveLength(2);
  });
  it('begins anew where files are retried', () => {
    const samples = addSample(steady(10, 8), { atMs: 11_000, files: 70, bytes: 0 });
    expect(samples).toEqual([{ atMs: 11_000, files: 70, bytes: 0 }]);
  });
});
