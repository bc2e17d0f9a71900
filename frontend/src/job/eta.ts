import type { Job } from '@/api/types';
import { isThrottled } from './throttle';

/**
 * The server's forecast in seconds, or null where nobody can know. What it said before a pause or a
 * throttle, or while the folder was still being read, is none any more.
 */
export function secondsLeft(job: Job, nowMs: number): number | null {
  if (job.status !== 'processing' || !job.listing_done || isThrottled(job, nowMs)) return null;
  return job.eta_seconds;
}
