import { Plural, Trans } from '@lingui/react/macro';
import { Bytes } from '@/components/Bytes';
import { formatCount } from '@/format/count';
import type { LiveJob } from './live/live_job';
import { OutcomeBar } from './OutcomeBar';
import { RateLine } from './RateLine';
import { StatusBadge } from './StatusBadge';

/** Percent only once the total is known: a number that falls again is worse than none. */
export function ProgressPanel({ live }: { live: LiveJob }) {
  const { job } = live;
  if (!job) return null;
  return (
    <section className="flex flex-col gap-4 rounded-panel border border-border bg-surface p-4 sm:p-5">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="flex items-baseline gap-3">
          {job.listing_done ? (
            <span className="numbers min-w-[4.5ch] text-2xl font-bold" data-testid="percent">
              {Math.floor(job.progress_percent)} %
            </span>
          ) : (
            <span className="numbers text-2xl font-bold" data-testid="found">
              <Plural value={job.total_files} one="# file" other="# files" />
              <span className="ml-2 text-base font-normal text-muted">
                <Trans>found so far</Trans>
              </span>
            </span>
          )}
          <span className="self-center">
            <StatusBadge job={job} />
          </span>
        </div>
        {job.listing_done && (
          <p className="numbers text-muted" data-testid="processed">
            <Trans>
              <span className="font-medium text-fg">{formatCount(job.processed_files)}</span> of{' '}
              {formatCount(job.total_files)} files · <Bytes value={job.bytes_done} /> of{' '}
              <Bytes value={job.bytes_total} />
            </Trans>
          </p>
        )}
      </div>
      <OutcomeBar job={job} />
      <RateLine live={live} />
    </section>
  );
}
