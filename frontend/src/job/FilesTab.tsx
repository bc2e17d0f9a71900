import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { useNavigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import type { FileState, Job } from '@/api/types';
import { Button } from '@/components/Button';
import { Select } from '@/components/Select';
import { reasonTitle } from '@/texts/reasons';
import { FileTable } from './FileTable';
import type { JobActions } from './use_job_actions';

export interface FilesTabProps {
  job: Job;
  state?: FileState;
  reason?: string;
  filesVersion: number;
  actions: JobActions;
}

export function FilesTab({ job, state, reason, filesVersion, actions }: FilesTabProps) {
  const { _ } = useLingui();
  const navigate = useNavigate({ from: '/imports/$jobId' });
  const show = (filter: { state?: FileState; reason?: string }) =>
    void navigate({ search: { tab: 'files', ...filter }, replace: true, resetScroll: false });
  const states: { value: FileState | ''; label: string }[] = [
    { value: '', label: t`All files` },
    { value: 'imported', label: t`Imported` },
    { value: 'skipped', label: t`Skipped` },
    { value: 'failed', label: t`Failed` },
    { value: 'pending', label: t`Waiting` },
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          label={t`Which files`}
          value={state ?? ''}
          options={states}
          onValue={(value) => show(value === '' ? {} : { state: value })}
        />
        {reason && (
          <Button
            icon={<X className="size-4" />}
            aria-label={t`Show every reason`}
            onClick={() => show(state ? { state } : {})}
          >
            {_(reasonTitle(reason))}
          </Button>
        )}
      </div>
      <FileTable
        key={`${state} ${reason}`}
        job={job}
        state={state}
        reason={reason}
        filesVersion={filesVersion}
        actions={actions}
      />
    </div>
  );
}
