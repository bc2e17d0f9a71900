import { t } from '@lingui/core/macro';
import { Link, useParams } from '@tanstack/react-router';
import { ApiProblem } from '@/api/problem';
import type { Job } from '@/api/types';
import { buttonClasses } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Later, Skeleton } from '@/components/Skeleton';
import { formatCount } from '@/format/count';
import { PageTitle } from '@/shell/PageTitle';
import { ConnectionBar } from './ConnectionBar';
import { CurrentFiles } from './CurrentFiles';
import { JobHeader } from './JobHeader';
import { JobNotices } from './JobNotices';
import { JobTabs } from './JobTabs';
import { hasEnded } from './job_status';
import { useLiveJob } from './live/use_live_job';
import { ProgressPanel } from './ProgressPanel';
import { useJobActions } from './use_job_actions';
import { useJobAnnouncements } from './use_job_announcements';

/** So that the tab tells how it stands while another one is read. */
function titleOf(job: Job): string {
  const name = job.folder_name || t`Import`;
  const imported = formatCount(job.imported_files);
  if (hasEnded(job.status)) return t`✓ ${imported} imported · ${name}`;
  const percent = Math.floor(job.progress_percent);
  return job.listing_done ? t`${percent} % · ${name}` : name;
}

function MissingJob() {
  return (
    <EmptyState
      title={t`This job does not exist or was deleted`}
      actions={
        <Link to="/imports" className={buttonClasses('plain', false)}>
          {t`All jobs`}
        </Link>
      }
    />
  );
}

export function JobPage() {
  const { jobId } = useParams({ from: '/imports/$jobId' });
  const { live, connection, error, accept } = useLiveJob(jobId);
  const actions = useJobActions(jobId, accept);
  const { job } = live;
  useJobAnnouncements(job);
  const isMissing = error instanceof ApiProblem && [404, 422].includes(error.status);
  return (
    <div className="page flex flex-col gap-5 py-6 max-sm:pb-20">
      <PageTitle text={job ? titleOf(job) : t`Job`} />
      {!job && <h1 className="sr-only">{t`Job`}</h1>}
      {job && <ConnectionBar connection={connection} />}
      {error &&
        (isMissing ? (
          <MissingJob />
        ) : (
          <ProblemNotice
            error={error}
            title={t`The job cannot be followed`}
            onRetry={() => location.reload()}
          />
        ))}
      {!job && !error && (
        <Later>
          {connection === 'lost' && (
            <p className="pb-4 text-muted">{t`The server does not answer. Trying again…`}</p>
          )}
          <Skeleton className="mb-5 h-12 w-80" />
          <Skeleton className="h-40" />
        </Later>
      )}
      {job && (
        <>
          <JobHeader job={job} actions={actions} />
          <JobNotices job={job} />
          <ProgressPanel live={live} />
          <CurrentFiles key={job.job_id} job={job} />
          <JobTabs job={job} live={live} actions={actions} />
        </>
      )}
    </div>
  );
}
