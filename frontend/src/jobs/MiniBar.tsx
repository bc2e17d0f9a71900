import type { Job } from '@/api/types';
import { outcomeSegments } from '@/job/outcome_segments';

const fills = {
  imported: 'bg-ok',
  skipped: 'bg-border-strong',
  failed: 'bg-bad',
  pending: 'bg-transparent',
} as const;

/** The outcome bar in small; the words beside it say the same. */
export function MiniBar({ job }: { job: Job }) {
  return (
    <div
      aria-hidden
      className="flex h-1.5 overflow-hidden rounded-full bg-sunken outline-1 outline-border"
    >
      {outcomeSegments(job).map(({ state, percent }) => (
        <div key={state} className={fills[state]} style={{ width: `${percent}%` }} />
      ))}
    </div>
  );
}
