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

export interface ReportRequest {
  jobId: string;
  format: 'csv' | 'jsonl';
  /** Of the files that failed for this reason alone. */
  reason?: string;
}

function addressOf({ jobId, format, reason }: ReportRequest): string {
  const filter = reason ? `?${new URLSearchParams({ state: 'failed', reason })}` : '';
  return `/import/jobs/${jobId}/report.${format}${filter}`;
}

/** Lets the browser stream it to the disk; only where a key must be sent is it held in memory. */
export async function downloadReport(request: ReportRequest): Promise<void> {
  const address = addressOf(request);
  const name = `pixferry-${request.jobId}.${request.format}`;
  const stop = new AbortController();
  try {
    const response = await fetch(address, { headers: authorization(), signal: stop.signal });
    if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
    if (apiKey() === '') {
      stop.abort();
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
