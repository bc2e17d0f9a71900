import type { Job, JobStatus } from '@/api/types';

export function hasEnded(status: JobStatus): boolean {
  return status === 'completed' || status === 'failed' || status === 'cancelled';
}

/** Whether files of a job in this state are tried again where somebody asks for it. */
export function takesRetries(status: JobStatus): boolean {
  return hasEnded(status) && status !== 'cancelled';
}

export function canRetryAll({ status, failed_files }: Job): boolean {
  return takesRetries(status) && failed_files > 0;
}
