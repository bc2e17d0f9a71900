import { t } from '@lingui/core/macro';
import { Copy, ExternalLink, FileDown, Terminal, Trash2 } from 'lucide-react';
import type { Job } from '@/api/types';
import { MenuItem, MenuSeparator } from '@/components/Menu';
import { copyJobAsCurl, copyJobId } from './copy_job';
import { downloadReport } from './download_report';
import { hasEnded } from './job_status';

const icon = 'size-4 text-muted';

export function JobMenuItems({ job, onDelete }: { job: Job; onDelete: () => void }) {
  return (
    <>
      <MenuItem icon={<Terminal className={icon} />} onSelect={() => void copyJobAsCurl(job)}>
        {t`Copy as curl`}
      </MenuItem>
      <MenuItem icon={<Copy className={icon} />} onSelect={() => void copyJobId(job)}>
        {t`Copy the job's ID`}
      </MenuItem>
      <MenuItem
        icon={<ExternalLink className={icon} />}
        onSelect={() => window.open(job.folder_url, '_blank', 'noopener,noreferrer')}
      >
        {t`Open the folder`}
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<FileDown className={icon} />}
        onSelect={() => void downloadReport({ jobId: job.job_id, format: 'csv' })}
      >
        {t`Report of every file (CSV)`}
      </MenuItem>
      <MenuItem
        icon={<FileDown className={icon} />}
        onSelect={() => void downloadReport({ jobId: job.job_id, format: 'jsonl' })}
      >
        {t`Report of every file (JSON lines)`}
      </MenuItem>
      {hasEnded(job.status) && (
        <>
          <MenuSeparator />
          <MenuItem danger icon={<Trash2 className="size-4" />} onSelect={onDelete}>
            {t`Delete the job…`}
          </MenuItem>
        </>
      )}
    </>
  );
}
