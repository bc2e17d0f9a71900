import type { FileState, Job } from '@/api/types';

export interface Segment {
  state: FileState;
  count: number;
  /** Of the whole bar; all of them make 100. */
  percent: number;
  /** Where it ends: its percent and those of the segments before it. */
  until: number;
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
  const percentOf = (part: number) => (total === 0 ? 0 : (100 * part) / total);
  let sum = 0;
  return counts.map(([state, count]) => {
    sum += count;
    return { state, count, percent: percentOf(count), until: percentOf(sum) };
  });
}
