import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Hourglass } from 'lucide-react';
import type { Job, Source } from '@/api/types';
import { formatClock } from '@/format/time';

const providers: { source: Source; name: string }[] = [
  { source: 'google_drive', name: 'Google Drive' },
  { source: 'dropbox', name: 'Dropbox' },
];

function throttledJobs(running: readonly Job[], source: Source): Job[] {
  return running.filter((job) => job.source === source && job.throttled_until !== null);
}

function stateOf(name: string, running: number, throttled: readonly Job[]): string {
  const [first] = throttled.map((job) => job.throttled_until ?? '').sort();
  if (first) return t`${name} asked us to slow down; continuing at ${formatClock(new Date(first))}`;
  if (running > 0) return t`Answers at full speed`;
  return t`Nothing is imported from it now`;
}

/** Which of the sources has asked for patience. */
export function Providers({ running }: { running: readonly Job[] }) {
  return (
    <ul className="divide-y divide-border rounded-panel border border-border bg-surface">
      {providers.map(({ source, name }) => {
        const jobs = running.filter((job) => job.source === source);
        const throttled = throttledJobs(running, source);
        const Icon = throttled.length > 0 ? Hourglass : CircleCheck;
        return (
          <li key={source} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <Icon
              aria-hidden
              className={`size-5 shrink-0 ${throttled.length > 0 ? 'text-warn' : 'text-ok'}`}
            />
            <span className="w-28 font-bold">{name}</span>
            <span className="grow text-muted">{stateOf(name, jobs.length, throttled)}</span>
            {throttled.map((job) => (
              <Link
                key={job.job_id}
                to="/imports/$jobId"
                params={{ jobId: job.job_id }}
                className="text-accent underline"
              >
                {job.folder_name || job.job_id.slice(0, 8)}
              </Link>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
