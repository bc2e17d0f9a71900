import { t } from '@lingui/core/macro';
import { useEffect, useRef } from 'react';
import type { Job } from '@/api/types';
import { formatCount } from '@/format/count';
import { announce } from '@/shell/live_region';
import { hasEnded } from './job_status';

/** Tens of percent that are worth a word; null while the total is not known. */
export function milestoneOf(job: Job): number | null {
  return job.listing_done ? Math.floor(job.progress_percent / 10) * 10 : null;
}

function endWords(job: Job): string {
  const imported = formatCount(job.imported_files);
  const failed = formatCount(job.failed_files);
  return t`The import has ended: ${imported} imported, ${failed} failed.`;
}

/** Tells those who listen each ten percent and the end, not every event. */
export function useJobAnnouncements(job: Job | null): void {
  const before = useRef<Job | null>(null);
  useEffect(() => {
    const last = before.current;
    before.current = job;
    if (!job || last?.job_id !== job.job_id) return;
    const percent = milestoneOf(job);
    if (hasEnded(job.status)) {
      if (!hasEnded(last.status)) announce(endWords(job));
    } else if (percent !== null && percent > (milestoneOf(last) ?? 0)) {
      announce(t`${percent} percent`);
    }
  }, [job]);
}
