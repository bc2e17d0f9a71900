import { t } from '@lingui/core/macro';
import { apiKey, authorization } from '@/api/key';
import { problemOf, unreachable } from '@/api/problem';
import { toast } from '@/components/toast';

function saveFrom(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}

/** Lets the browser stream it to the disk; only where a key must be sent is it held in memory. */
export async function downloadReport(jobId: string, format: 'csv' | 'jsonl'): Promise<void> {
  const address = `/import/jobs/${jobId}/report.${format}`;
  const name = `pixferry-${jobId}.${format}`;
  try {
    const method = apiKey() === '' ? 'HEAD' : 'GET';
    const response = await fetch(address, { method, headers: authorization() });
    if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
    if (method === 'HEAD') {
      saveFrom(address, name);
      return;
    }
    const url = URL.createObjectURL(await response.blob());
    saveFrom(url, name);
    URL.revokeObjectURL(url);
  } catch (error) {
    const cause = error instanceof TypeError ? unreachable() : (error as Error);
    toast(t`The report could not be fetched: ${cause.message}`, { tone: 'bad' });
  }
}
