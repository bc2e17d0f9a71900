import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNow } from '@/components/use_now';
import { formatBytesPerSecond } from '@/format/bytes';
import { formatDuration, formatForecast } from '@/format/duration';
import { secondsLeft, shownRate } from './eta';
import { hasEnded } from './job_status';
import type { LiveJob } from './live/live_job';
import { rateOf, ratesOf } from './live/rate_samples';
import { Sparkline } from './Sparkline';

const stepMs = 1000;

function filesPerSecond(rate: number): string {
  return rate >= 9.95 ? rate.toFixed(0) : rate.toFixed(1);
}

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
  const rate = shownRate(job, rateOf(live.samples, nowMs));
  const left = secondsLeft(job, rate, nowMs);
  const forecast = left === null ? '' : formatForecast(left);
  return (
    <div className="numbers flex min-h-6 flex-wrap items-center gap-x-4 gap-y-1 text-muted">
      {rate && job.status === 'processing' && (
        <span>
          <Trans>
            {filesPerSecond(rate.filesPerSecond)} files/s ·{' '}
            {formatBytesPerSecond(rate.bytesPerSecond)}
          </Trans>
        </span>
      )}
      {forecast !== '' && <span className="text-fg">{t`about ${forecast} left`}</span>}
      {job.status === 'processing' && <span>{t`running for ${elapsed}`}</span>}
      <span className="ml-auto hidden sm:block">
        <Sparkline rates={ratesOf(live.samples)} />
      </span>
    </div>
  );
}
