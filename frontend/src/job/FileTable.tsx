import { t } from '@lingui/core/macro';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { FileState, Job } from '@/api/types';
import { EmptyState } from '@/components/EmptyState';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Later, Skeleton } from '@/components/Skeleton';
import { FileRow, fileRowColumns } from './FileRow';
import { takesRetries } from './job_status';
import type { JobActions } from './use_job_actions';
import { useJobFiles } from './use_job_files';

export interface FileTableProps {
  job: Job;
  state?: FileState;
  reason?: string;
  filesVersion: number;
  actions: JobActions;
}

const rowHeight = 36;
const overscan = 12;

/** A table of any length: the rows that are seen are there, and pages come as they are reached. */
export function FileTable({ job, state, reason, filesVersion, actions }: FileTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const version = filesVersion + job.processed_files;
  const query = useJobFiles({ jobId: job.job_id, state, reason, version });
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const files = useMemo(() => data?.pages.flatMap((page) => page.files) ?? [], [data]);
  const virtual = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
  });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && last >= files.length - overscan) void fetchNextPage();
  }, [last, files.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (error && !data) {
    return (
      <ProblemNotice
        error={error}
        title={t`The files cannot be shown`}
        onRetry={() => void query.refetch()}
      />
    );
  }
  if (!data) {
    return (
      <Later>
        <Skeleton className="h-48" />
      </Later>
    );
  }
  if (files.length === 0) return <EmptyState title={t`No such files`} />;
  return (
    <div
      role="table"
      aria-label={t`Files`}
      aria-rowcount={hasNextPage ? -1 : files.length + 1}
      className="overflow-hidden rounded-panel border border-border bg-surface"
    >
      <div role="rowgroup" className="border-b border-border">
        <div role="row" aria-rowindex={1} className={`${fileRowColumns} text-sm text-muted`}>
          <span role="columnheader">{t`File`}</span>
          <span role="columnheader" className="text-right max-sm:hidden">{t`Size`}</span>
          <span role="columnheader">{t`End`}</span>
          <span role="columnheader" className="text-right max-sm:hidden">{t`Tries`}</span>
          <span role="columnheader">
            <span className="sr-only">{t`Actions`}</span>
          </span>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it */}
      <div ref={scroller} tabIndex={0} role="rowgroup" className="max-h-[60vh] overflow-y-auto">
        <div className="relative" role="presentation" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, start }) => {
            const file = files[index];
            return (
              file && (
                <FileRow
                  key={file.file_id}
                  file={file}
                  jobId={job.job_id}
                  mayRetry={takesRetries(job.status)}
                  index={index}
                  top={start}
                  actions={actions}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}
