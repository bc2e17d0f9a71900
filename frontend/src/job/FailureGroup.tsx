import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { FileDown, RotateCw } from 'lucide-react';
import type { Failure, Job } from '@/api/types';
import { Button, buttonClasses } from '@/components/Button';
import { IconButton } from '@/components/IconButton';
import { Tooltip } from '@/components/Tooltip';
import { formatCount } from '@/format/count';
import { reasonTitle } from '@/texts/reasons';
import { downloadReport } from './download_report';
import { hasEnded } from './job_status';
import type { JobActions } from './use_job_actions';

export interface FailureGroupProps {
  job: Job;
  failure: Failure;
  actions: JobActions;
}

/** One reason: how many files, what to do about it, and another try for all of them. */
export function FailureGroup({ job, failure, actions }: FailureGroupProps) {
  const { _ } = useLingui();
  const count = formatCount(failure.count);
  const jobId = job.job_id;
  const canRetry = hasEnded(job.status) && job.status !== 'cancelled';
  const retry = (
    <Button
      kind={failure.retryable ? 'plain' : 'quiet'}
      icon={<RotateCw className="size-4" />}
      busy={actions.isBusy}
      aria-disabled={!canRetry}
      onClick={() => canRetry && actions.retry({ reason: failure.reason })}
    >
      {t`Retry ${count}`}
    </Button>
  );
  return (
    <li
      data-reason={failure.reason}
      className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 p-4 md:grid-cols-[auto_1fr_auto]"
    >
      <span className="numbers min-w-[3ch] text-right text-lg font-bold">{count}</span>
      <div className="min-w-0">
        <h2 className="leading-6 font-medium">
          {_(reasonTitle(failure.reason))}
          {!failure.retryable && (
            <span className="ml-2 font-normal text-muted">{t`a retry will hardly help`}</span>
          )}
        </h2>
        {failure.hint && <p className="max-w-prose text-muted">{failure.hint}</p>}
        <p className="truncate text-sm text-muted" title={failure.example.detail}>
          {t`For example`} <span className="text-fg">{failure.example.name}</span>
          {failure.example.detail && `: ${failure.example.detail}`}
        </p>
      </div>
      <div className="col-start-2 flex items-start gap-2 md:col-start-3">
        <Link
          from="/imports/$jobId"
          search={{ tab: 'files', state: 'failed', reason: failure.reason }}
          className={buttonClasses('quiet', false)}
        >
          {t`Show files`}
        </Link>
        <IconButton
          label={t`Report of these files (CSV)`}
          onClick={() => void downloadReport({ jobId, format: 'csv', reason: failure.reason })}
        >
          <FileDown className="size-4" />
        </IconButton>
        {canRetry ? (
          retry
        ) : (
          <Tooltip text={t`Failed files can be retried once the job has ended.`}>{retry}</Tooltip>
        )}
      </div>
    </li>
  );
}
