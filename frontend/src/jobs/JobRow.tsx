import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { Job } from '@/api/types';
import { RelativeTime } from '@/components/RelativeTime';
import { formatBytes } from '@/format/bytes';
import { formatCount } from '@/format/count';
import { jobName } from '@/job/job_name';
import { hasEnded } from '@/job/job_status';
import { StatusBadge } from '@/job/StatusBadge';
import { sourceNames } from '@/texts/sources';
import { MiniBar } from './MiniBar';

function progressOf(job: Job): string {
  if (!job.listing_done && !hasEnded(job.status)) {
    const found = formatCount(job.total_files);
    return t`${found} found so far`;
  }
  const imported = formatCount(job.imported_files);
  const total = formatCount(job.total_files);
  return t`${imported} of ${total} imported`;
}

/** The whole row leads to the job. */
export function JobRow({ job }: { job: Job }) {
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-3 hover:bg-sunken md:grid-cols-[minmax(0,1fr)_300px_132px_108px]">
      <div className="min-w-0">
        <Link
          to="/imports/$jobId"
          params={{ jobId: job.job_id }}
          className="block truncate font-medium before:absolute before:inset-0 before:content-['']"
        >
          {jobName(job)}
        </Link>
        <p className="truncate text-sm text-muted">
          {sourceNames[job.source]} · {formatBytes(job.bytes_done)}
        </p>
      </div>
      <div className="col-span-2 row-start-2 flex flex-col gap-1.5 md:col-span-1 md:row-start-auto">
        <MiniBar job={job} />
        <p className="numbers text-sm text-muted">
          {progressOf(job)}
          {job.failed_files > 0 && (
            <span className="text-bad">
              {' · '}
              <Plural value={job.failed_files} one="# failed" other="# failed" />
            </span>
          )}
        </p>
      </div>
      <div className="justify-self-end md:justify-self-start">
        <StatusBadge job={job} />
      </div>
      <p className="text-right text-sm text-muted max-md:hidden">
        <RelativeTime time={job.created_at} />
      </p>
    </li>
  );
}
