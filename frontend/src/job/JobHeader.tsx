import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, Images } from 'lucide-react';
import type { Job } from '@/api/types';
import { buttonClasses } from '@/components/Button';
import { CopyButton } from '@/components/CopyButton';
import { RelativeTime } from '@/components/RelativeTime';
import { sourceNames } from '@/texts/sources';
import { JobActionBar } from './JobActionBar';
import { jobName } from './job_name';
import type { JobActions } from './use_job_actions';

export function JobHeader({ job, actions }: { job: Job; actions: JobActions }) {
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <Link
          to="/imports"
          className="-ml-1 inline-flex items-center gap-0.5 rounded-control text-sm text-muted hover:text-fg pointer-coarse:min-h-11"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {t`Jobs`}
        </Link>
        <h1 className="text-xl font-bold break-words">{jobName(job)}</h1>
        <p className="flex flex-wrap items-center gap-x-2 text-muted">
          <span>{sourceNames[job.source]}</span>
          <span aria-hidden>·</span>
          <RelativeTime time={job.created_at} />
          <span aria-hidden>·</span>
          <span className="flex items-center">
            <code className="font-mono text-sm">{job.job_id.slice(0, 8)}</code>
            <CopyButton text={job.job_id} label={t`Copy the job's ID`} />
          </span>
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {job.imported_files > 0 && (
          <Link
            to="/gallery"
            search={{ job: job.job_id }}
            className={buttonClasses('plain', false)}
          >
            <Images aria-hidden className="size-4" />
            {t`Show the images`}
          </Link>
        )}
        <JobActionBar job={job} actions={actions} />
      </div>
    </header>
  );
}
