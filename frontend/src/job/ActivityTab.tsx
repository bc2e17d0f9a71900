import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CircleDot, CircleX, RotateCw } from 'lucide-react';
import { EmptyState } from '@/components/EmptyState';
import { formatClockWithSeconds, formatFull } from '@/format/time';
import { reasonTitle } from '@/texts/reasons';
import { type Activity, activityMax, type LiveJob } from './live/live_job';
import { readHistory } from './live/read_history';
import { statusWord } from './status_words';

function ActivityText({ entry }: { entry: Activity }) {
  const { _ } = useLingui();
  if (entry.kind === 'state') {
    return <span className="font-medium">{_(statusWord(entry.change.status))}</span>;
  }
  const { path, state, reason } = entry.change;
  return (
    <span className="min-w-0 truncate" title={entry.change.detail}>
      {path}
      <span className="text-muted">
        {' · '}
        {state === 'pending' ? t`is tried again` : _(reasonTitle(reason ?? ''))}
      </span>
    </span>
  );
}

function ActivityIcon({ entry }: { entry: Activity }) {
  const size = 'size-4 shrink-0';
  if (entry.kind === 'state') return <CircleDot aria-hidden className={`${size} text-accent`} />;
  if (entry.change.state === 'pending')
    return <RotateCw aria-hidden className={`${size} text-muted`} />;
  return <CircleX aria-hidden className={`${size} text-bad`} />;
}

/** What went out of the ordinary, newest first. What was imported quietly is not listed. */
export function ActivityTab({ jobId, live }: { jobId: string; live: LiveJob }) {
  const until = live.historyUntil;
  const { data: history = [] } = useQuery({
    queryKey: ['job', jobId, 'history', until],
    queryFn: ({ signal }) => readHistory(jobId, until, signal),
    enabled: until > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = [...live.activity, ...history].slice(0, activityMax);
  if (entries.length === 0) {
    return (
      <EmptyState title={t`Nothing to tell`}>
        {t`Files that fail, retries, and changes of the job's state show up here.`}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <ol
        aria-label={t`Activity`}
        className="flex flex-col divide-y divide-border rounded-panel border border-border bg-surface"
      >
        {entries.map((entry) => (
          <li key={entry.id} className="flex min-h-9 items-center gap-3 px-4 py-1.5">
            <ActivityIcon entry={entry} />
            <time
              dateTime={entry.change.at}
              title={formatFull(new Date(entry.change.at))}
              className="numbers shrink-0 text-muted"
            >
              {formatClockWithSeconds(new Date(entry.change.at))}
            </time>
            <ActivityText entry={entry} />
          </li>
        ))}
      </ol>
      {entries.length === activityMax && (
        <p className="text-muted">
          <Plural
            value={activityMax}
            one="Only the last entry is shown."
            other="Only the last # entries are shown; the report holds every file."
          />
        </p>
      )}
    </div>
  );
}
