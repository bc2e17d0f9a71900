import { t } from '@lingui/core/macro';
import { apiKey } from '@/api/key';
import type { Job } from '@/api/types';
import { copyText } from '@/components/CopyButton';
import { toast } from '@/components/toast';
import { curlCommand } from './curl_command';

async function copy(text: string, done: string): Promise<void> {
  const isCopied = await copyText(text);
  toast(isCopied ? done : t`The browser does not let this page copy.`);
}

/** The request for this job, for a terminal. */
export function copyJobAsCurl({ job_id }: Job): Promise<void> {
  const url = `${location.origin}/import/jobs/${job_id}`;
  return copy(curlCommand(url, { needsKey: apiKey() !== '' }), t`The command is copied.`);
}

export function copyJobId({ job_id }: Job): Promise<void> {
  return copy(job_id, t`The job's ID is copied.`);
}
