import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Plural } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { CircleDot, CircleX, RotateCw } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { formatClockWithSeconds, formatFull } from '@/format/time';
import { reasonTitle } from '@/texts/reasons';
import { type Activity, activityMax, type LiveJob } from './live/live_job';
import { readHistory } from './live/read_history';
import { statusWord } from './status_words';
import { useThrottled } from './use_throttled';

/** Hundreds a second may come, and nobody reads them faster. */
const renewMs = 1_000;
const firstShown = 40;

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

/** Those that stay are not rendered again, nor those out of sight. */
const ActivityRow = memo(function ActivityRow({ entry }: { entry: Activity }) {
  const at = new Date(entry.change.at);
  return (
    <li className="flex min-h-9 items-center gap-3 px-4 py-1.5 [contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]">
      <ActivityIcon entry={entry} />
      <time
        dateTime={entry.change.at}
        title={formatFull(at)}
        className="numbers shrink-0 text-muted"
      >
        {formatClockWithSeconds(at)}
      </time>
      <ActivityText entry={entry} />
    </li>
  );
});

/** What went out of the ordinary, newest first. What was imported quietly is not listed. */
export function ActivityTab({ jobId, live }: { jobId: string; live: LiveJob }) {
  const until = live.historyUntil;
  const { data: history = [] } = useQuery({
    queryKey: ['job', jobId, 'history', until],
    queryFn: ({ signal }) => readHistory(jobId, until, signal),
    enabled: until > 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const recent = useThrottled(live.activity, renewMs);
  const [shownMax, setShownMax] = useState(firstShown);
  const entries = [...recent, ...history].slice(0, activityMax);
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
        {entries.slice(0, shownMax).map((entry) => (
          <ActivityRow key={entry.id} entry={entry} />
        ))}
      </ol>
      {entries.length > shownMax && (
        <Button className="self-start" onClick={() => setShownMax(activityMax)}>
          {t`Show older entries`}
        </Button>
      )}
      {entries.length === activityMax && shownMax === activityMax && (
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
