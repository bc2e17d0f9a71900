import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import type { FileState, Job } from '@/api/types';
import { formatCount } from '@/format/count';
import { hasEnded } from './job_status';
import { outcomeSegments } from './outcome_segments';

const fills: Record<FileState, string> = {
  imported: 'bg-ok',
  skipped: 'bg-border-strong',
  failed: 'bg-bad',
  pending: 'bg-transparent',
};
const dots: Record<FileState, string> = {
  ...fills,
  pending: 'bg-sunken border border-border-strong',
};

const steps = 1000;

/** A share in steps of about a pixel: less cannot be seen, and would be animated all the same. */
function stepped(percent: number): number {
  return Math.round((percent / 100) * steps) / steps;
}

/**
 * Every file in exactly one place: the segments add up to the total. Each is painted from the left
 * edge and covered by those before it, which leaves no seams.
 */
export function OutcomeBar({ job }: { job: Job }) {
  const segments = outcomeSegments(job);
  const isMoving = !hasEnded(job.status) && job.status !== 'paused';
  const names: Record<FileState, string> = {
    imported: t`imported`,
    skipped: t`skipped`,
    failed: t`failed`,
    pending: t`waiting`,
  };
  return (
    <div className="flex flex-col gap-2">
      <div
        role="progressbar"
        aria-label={t`Progress`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={job.listing_done ? Math.floor(job.progress_percent) : undefined}
        className="relative isolate h-3 overflow-hidden rounded-[4px] border border-border bg-sunken"
      >
        {segments.map(({ state, until }, place) => (
          <div
            key={state}
            // Scaled and not sized: a new width lays the whole page out anew with every frame.
            style={{ transform: `scaleX(${stepped(until)})`, zIndex: segments.length - place }}
            className={clsx(
              'absolute inset-0 origin-left',
              fills[state],
              isMoving && 'transition-transform duration-180',
            )}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {segments.map(({ state, count }) => (
          <li key={state}>
            <Link
              from="/imports/$jobId"
              search={{ tab: 'files', state }}
              className="numbers flex items-center gap-2 rounded-control hover:underline pointer-coarse:min-h-11"
            >
              <span aria-hidden className={clsx('size-2.5 rounded-[2px]', dots[state])} />
              <span data-outcome={state} className="font-medium">
                {formatCount(count)}
              </span>
              <span className="text-muted">{names[state]}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
