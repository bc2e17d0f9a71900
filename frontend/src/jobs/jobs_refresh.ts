import type { Job } from '@/api/types';
import { hasEnded } from '@/job/job_status';

const busyMs = 2_000;
const idleMs = 15_000;

/** How soon a list of jobs is asked for again: soon while any of them moves. */
export function jobsRefreshMs(jobs: readonly Job[] | undefined): number {
  return jobs?.some((job) => !hasEnded(job.status)) ? busyMs : idleMs;
}
