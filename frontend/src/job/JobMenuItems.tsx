import { t } from '@lingui/core/macro';
import { Copy, ExternalLink, FileDown, Terminal, Trash2 } from 'lucide-react';
import { useApiKey } from '@/api/key';
import type { Job } from '@/api/types';
import { copyText } from '@/components/CopyButton';
import { MenuItem, MenuSeparator } from '@/components/Menu';
import { toast } from '@/components/toast';
import { curlCommand } from './curl_command';
import { downloadReport } from './download_report';
import { hasEnded } from './job_status';

const icon = 'size-4 text-muted';

async function copy(text: string, done: string): Promise<void> {
  const isCopied = await copyText(text);
  toast(isCopied ? done : t`The browser does not let this page copy.`);
}

export function JobMenuItems({ job, onDelete }: { job: Job; onDelete: () => void }) {
  const needsKey = useApiKey() !== '';
  const url = `${location.origin}/import/jobs/${job.job_id}`;
  return (
    <>
      <MenuItem
        icon={<Terminal className={icon} />}
        onSelect={() => void copy(curlCommand(url, { needsKey }), t`The command is copied.`)}
      >
        {t`Copy as curl`}
      </MenuItem>
      <MenuItem
        icon={<Copy className={icon} />}
        onSelect={() => void copy(job.job_id, t`The job's ID is copied.`)}
      >
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
