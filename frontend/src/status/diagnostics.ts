import type { Job, Stats } from '@/api/types';
import type { Readiness } from './readiness';

export interface Diagnostics {
  version: string | undefined;
  readiness: Readiness | undefined;
  stats: Stats | undefined;
  running: readonly Job[] | undefined;
}

/** What helps whoever is asked for help: states and numbers, but no link, name, host or key. */
export function diagnosticsText(diagnostics: Diagnostics, now: Date, userAgent: string): string {
  const { version, readiness, stats, running } = diagnostics;
  const workers = stats?.workers.map(({ host, ...worker }) => worker);
  const jobs = running?.map(({ folder_name, folder_url, ...job }) => job);
  const report = {
    at: now.toISOString(),
    browser: userAgent,
    version,
    readiness,
    stats: stats && { ...stats, workers },
    running: jobs,
  };
  return JSON.stringify(report, null, 2);
}
