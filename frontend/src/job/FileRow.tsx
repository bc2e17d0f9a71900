import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { Image, RotateCw } from 'lucide-react';
import { memo } from 'react';
import type { FileState, JobFile } from '@/api/types';
import { Bytes } from '@/components/Bytes';
import { IconButton } from '@/components/IconButton';
import { Tooltip } from '@/components/Tooltip';
import { formatCount } from '@/format/count';
import { reasonTitle } from '@/texts/reasons';
import type { JobActions } from './use_job_actions';

export const fileRowColumns =
  'grid h-9 items-center gap-3 px-3 grid-cols-[minmax(0,1fr)_minmax(0,0.7fr)_36px] ' +
  'sm:grid-cols-[minmax(0,1fr)_80px_minmax(0,0.8fr)_48px_36px]';

const stateTones: Record<FileState, string> = {
  imported: 'text-ok',
  skipped: 'text-muted',
  failed: 'text-bad',
  pending: 'text-muted',
};

export interface FileRowProps {
  file: JobFile;
  jobId: string;
  /** Whether the job lets failed files be tried again now. */
  mayRetry: boolean;
  index: number;
  top: number;
  actions: JobActions;
}

function FileEnd({ file }: { file: JobFile }) {
  const { _ } = useLingui();
  const states: Record<FileState, string> = {
    imported: t`Imported`,
    skipped: t`Skipped`,
    failed: t`Failed`,
    pending: t`Waiting`,
  };
  const why = file.reason ? _(reasonTitle(file.reason)) : '';
  const detail = [why, file.detail].filter(Boolean).join(': ');
  return (
    <span role="cell" className="truncate" title={detail}>
      <span className={stateTones[file.state]}>{states[file.state]}</span>
      {why && <span className="text-muted"> · {why}</span>}
    </span>
  );
}

/** One file and its end; what changes in the job besides does not render it again. */
export const FileRow = memo(function FileRow(props: FileRowProps) {
  const { file, jobId, mayRetry, index, top, actions } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={`${fileRowColumns} absolute inset-x-0 border-b border-border last:border-b-0`}
      style={{ top }}
    >
      <span role="cell" className="truncate" title={file.path}>
        {file.path}
      </span>
      <span role="cell" className="text-right text-muted max-sm:hidden">
        {file.size === null ? '–' : <Bytes value={file.size} />}
      </span>
      <FileEnd file={file} />
      <span role="cell" className="numbers text-right text-muted max-sm:hidden">
        {formatCount(file.attempts)}
      </span>
      <span role="cell" className="flex justify-end">
        {mayRetry && file.state === 'failed' && (
          <IconButton
            label={t`Retry this file`}
            onClick={() => actions.retry({ file_ids: [file.file_id] })}
          >
            <RotateCw className="size-4" />
          </IconButton>
        )}
        {file.image_id !== null && (
          <Tooltip text={t`Show the image`}>
            <Link
              to="/gallery/$imageId"
              params={{ imageId: String(file.image_id) }}
              search={{ job: jobId }}
              aria-label={t`Show the image`}
              className="inline-flex size-8 items-center justify-center rounded-control text-muted hover:bg-sunken hover:text-fg pointer-coarse:size-9"
            >
              <Image className="size-4" />
            </Link>
          </Tooltip>
        )}
      </span>
    </div>
  );
});
