import { describe, expect, it } from 'vitest';
import type { Job } from '@/api/types';
import { secondsLeft } from './eta';

const job = (changes: Partial<Job>) =>
  ({
    status: 'processing',
    listing_done: true,
    pending_files: 100,
    files_per_second: 2,
    eta_seconds: 50,
    throttled_until: null,
    ...changes,
  }) as Job;

describe('the time that is left', () => {
  it('is what the server tells', () => {
    expect(secondsLeft(job({}), 0)).toBe(50);
  });
  it('is not made up where the server tells none', () => {
    expect(secondsLeft(job({ eta_seconds: null }), 0)).toBeNull();
  });
  it.each([
    ['while the folder is being read', job({ listing_done: false })],
    ['while it is paused', job({ status: 'paused' })],
    ['while the provider slows us down', job({ throttled_until: '1970-01-01T00:01:00Z' })],
    ['once it has ended', job({ status: 'completed' })],
  ])('is not told %s', (_, each) => {
    expect(secondsLeft(each, 0)).toBeNull();
  });
});
