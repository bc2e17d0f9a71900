import { describe, expect, it } from 'vitest';
import type { Job } from '@/api/types';
import { secondsLeft } from './eta';

const rate = { filesPerSecond: 2, bytesPerSecond: 1000 };
const job = (changes: Partial<Job>) =>
  ({
    status: 'processing',
    listing_done: true,
    pending_files: 100,
    throttled_until: null,
    ...changes,
  }) as Job;

describe('the time that is left', () => {
  it('follows from what is pending and the rate', () => {
    expect(secondsLeft(job({}), rate, 0)).toBe(50);
  });
  it('is the server’s where it tells one', () => {
    expect(secondsLeft(job({ eta_seconds: 7 }), rate, 0)).toBe(7);
    expect(secondsLeft(job({ eta_seconds: null }), rate, 0)).toBeNull();
  });
  it.each([
    ['while the folder is being read', job({ listing_done: false })],
    ['while it is paused', job({ status: 'paused' })],
    ['while the provider slows us down', job({ throttled_until: '1970-01-01T00:01:00Z' })],
    ['once it has ended', job({ status: 'completed' })],
  ])('is not told %s', (_, each) => {
    expect(secondsLeft(each, rate, 0)).toBeNull();
  });
  it('is not told without a rate, nor where nothing moves', () => {
    expect(secondsLeft(job({}), null, 0)).toBeNull();
    expect(secondsLeft(job({}), { filesPerSecond: 0, bytesPerSecond: 0 }, 0)).toBeNull();
  });
});
