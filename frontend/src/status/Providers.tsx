import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Hourglass } from 'lucide-react';
import type { Job, Source, Stats } from '@/api/types';
import { formatClock } from '@/format/time';

const providers: { source: Source; name: string }[] = [
  { source: 'google_drive', name: 'Google Drive' },
  { source: 'dropbox', name: 'Dropbox' },
];

type Throttle = Stats['throttles'][number];

function stateOf(name: string, throttle: Throttle | undefined, running: number): string {
  if (throttle) {
    const until = formatClock(new Date(throttle.until));
    return t`${name} asked us to slow down; continuing at ${until}`;
  }
  if (running > 0) return t`Files are imported from it now`;
  return t`Nothing is imported from it now`;
}

function ThrottledJobs({ jobs }: { jobs: readonly Job[] }) {
  return jobs
    .filter(({ throttled_until }) => throttled_until !== null)
    .map((job) => (
      <Link
        key={job.job_id}
        to="/imports/$jobId"
        params={{ jobId: job.job_id }}
        className="text-accent underline"
      >
        {job.folder_name || job.job_id.slice(0, 8)}
      </Link>
    ));
}

export interface ProvidersProps {
  throttles: Stats['throttles'];
  /** The jobs that are told by their names; there may be more. */
  running: readonly Job[];
}

/** Which of the sources has asked for patience. */
export function Providers({ throttles, running }: ProvidersProps) {
  return (
    <ul className="divide-y divide-border rounded-panel border border-border bg-surface">
      {providers.map(({ source, name }) => {
        const throttle = throttles.find((each) => each.source === source);
        const jobs = running.filter((job) => job.source === source);
        const Icon = throttle ? Hourglass : CircleCheck;
        return (
          <li key={source} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
            <Icon aria-hidden className={`size-5 shrink-0 ${throttle ? 'text-warn' : 'text-ok'}`} />
            <span className="w-28 font-bold">{name}</span>
            <span className="grow text-muted">{stateOf(name, throttle, jobs.length)}</span>
            {throttle && <ThrottledJobs jobs={jobs} />}
          </li>
        );
      })}
    </ul>
  );
}
