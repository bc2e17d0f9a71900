import type { Job } from '@/api/types';
import type { Rate } from './live/rate_samples';
import { isThrottled } from './throttle';

const slowestFilesPerSecond = 0.01;

/**
 * Seconds until a job is done, or null where nobody can know: while the folder is still being read,
 * while nothing moves, and before there is a rate to go by. The server's own forecast wins.
 */
export function secondsLeft(job: Job, rate: Rate | null, nowMs: number): number | null {
  if (job.status !== 'processing' || !job.listing_done || isThrottled(job, nowMs)) return null;
  if (job.eta_seconds !== undefined) return job.eta_seconds;
  if (!rate || rate.filesPerSecond < slowestFilesPerSecond) return null;
  return job.pending_files / rate.filesPerSecond;
}

/** The server's rates where it tells any, as every watcher then sees the same. */
export function shownRate(job: Job, seen: Rate | null): Rate | null {
  const { files_per_second, bytes_per_second } = job;
  if (typeof files_per_second !== 'number' || typeof bytes_per_second !== 'number') return seen;
  return { filesPerSecond: files_per_second, bytesPerSecond: bytes_per_second };
}
