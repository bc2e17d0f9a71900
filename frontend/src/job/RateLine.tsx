import { t } from '@lingui/core/macro';
import { useNow } from '@/components/use_now';
import { formatDuration, formatTimeLeft } from '@/format/duration';
import { formatRate } from '@/format/rate';
import { secondsLeft } from './eta';
import { hasEnded } from './job_status';
import type { LiveJob } from './live/live_job';
import { ratesOf } from './live/rate_samples';
import { Sparkline } from './Sparkline';

const stepMs = 1000;

function elapsedSeconds(job: NonNullable<LiveJob['job']>, nowMs: number): number {
  const begun = Date.parse(job.started_at ?? job.created_at);
  const end = job.finished_at === null ? nowMs : Date.parse(job.finished_at);
  return (end - begun) / 1000;
}

/** How fast it goes and how long it takes: only as much as is known. */
export function RateLine({ live }: { live: LiveJob }) {
  const nowMs = useNow(stepMs);
  const { job } = live;
  if (!job) return null;
  const elapsed = formatDuration(elapsedSeconds(job, nowMs));
  if (hasEnded(job.status)) {
    return <p className="numbers text-muted">{t`Took ${elapsed}`}</p>;
  }
  const left = secondsLeft(job, nowMs);
  return (
    <div className="numbers flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-muted">
      {job.files_per_second > 0 && job.status === 'processing' && (
        <span>{formatRate(job.files_per_second, job.bytes_per_second)}</span>
      )}
      {left !== null && <span className="text-fg">{formatTimeLeft(left)}</span>}
      {job.status === 'processing' && <span>{t`running for ${elapsed}`}</span>}
      <span className="ml-auto hidden sm:block">
        <Sparkline rates={ratesOf(live.samples)} />
      </span>
    </div>
  );
}
