import type { Job } from '@/api/types';

/** Whether the provider has asked to be left alone for a while. Not what the user's pause is. */
export function isThrottled(job: Job, nowMs: number): boolean {
  if (job.status !== 'processing' || job.throttled_until === null) return false;
  return Date.parse(job.throttled_until) > nowMs;
}
