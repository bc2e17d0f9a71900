import { t } from '@lingui/core/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Job } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Later, Skeleton } from '@/components/Skeleton';
import { FailureGroup } from './FailureGroup';
import { listFailures } from './job_requests';
import { hasEnded } from './job_status';
import type { JobActions } from './use_job_actions';
import { useThrottled } from './use_throttled';

const stepMs = 2000;

export interface FailuresTabProps {
  job: Job;
  filesVersion: number;
  actions: JobActions;
}

export function FailuresTab({ job, filesVersion, actions }: FailuresTabProps) {
  // Once all has ended, the groups add up to what the page says above them.
  const version = useThrottled(filesVersion, hasEnded(job.status) ? 0 : stepMs);
  const { data, error, refetch } = useQuery({
    queryKey: ['job', job.job_id, 'failures', version],
    queryFn: ({ signal }) => listFailures(job.job_id, signal),
    placeholderData: keepPreviousData,
  });
  if (error && !data) {
    return (
      <ProblemNotice
        error={error}
        title={t`The failures cannot be shown`}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) {
    return (
      <Later>
        <Skeleton className="h-16" />
      </Later>
    );
  }
  if (data.failures.length === 0) {
    return (
      <EmptyState title={hasEnded(job.status) ? t`Nothing failed` : t`Nothing has failed so far`} />
    );
  }
  return (
    <ul className="flex flex-col divide-y divide-border rounded-panel border border-border bg-surface">
      {data.failures.map((failure) => (
        <FailureGroup key={failure.reason} job={job} failure={failure} actions={actions} />
      ))}
    </ul>
  );
}
