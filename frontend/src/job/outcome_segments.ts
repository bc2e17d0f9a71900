import type { FileState, Job } from '@/api/types';

export interface Segment {
  state: FileState;
  count: number;
  /** Of the whole bar; all of them make 100. */
  percent: number;
}

/** The four ends and what has none yet. Their sum is the total, whatever the numbers say. */
export function outcomeSegments(job: Job): Segment[] {
  const ended = job.imported_files + job.skipped_files + job.failed_files;
  const total = Math.max(job.total_files, ended);
  const counts: [FileState, number][] = [
    ['imported', job.imported_files],
    ['skipped', job.skipped_files],
    ['failed', job.failed_files],
    ['pending', total - ended],
  ];
  return counts.map(([state, count]) => ({
    state,
    count,
    percent: total === 0 ? 0 : (100 * count) / total,
  }));
}
