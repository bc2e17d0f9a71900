import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { LinkReading, ReadLink } from './link/link_reading';
import { linkWords } from './link_words';
import { PreviewSummary } from './PreviewFacts';
import { problemWords } from './problem_words';
import { usePreview } from './use_preview';

function LinkPreview({ reading }: { reading: ReadLink }) {
  const { data, error } = usePreview(reading.address, '');
  if (error) return <span className="text-bad">{problemWords(error).title}</span>;
  if (!data) return <span className="text-muted">{t`Reading the folder…`}</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      <span className="font-medium">{data.name}</span>
      <PreviewSummary preview={data} />
    </span>
  );
}

/** Several links at once, each with what it is. */
export function LinkList({ readings }: { readings: readonly LinkReading[] }) {
  return (
    <ul aria-label={t`Links`} className="flex flex-col divide-y divide-border">
      {readings.map((reading) => {
        const Icon = reading.isRead ? CircleCheck : CircleAlert;
        return (
          <li key={reading.address} className="flex gap-3 py-2 first:pt-0 last:pb-0">
            <Icon
              aria-hidden
              className={clsx('mt-1 size-4 shrink-0', reading.isRead ? 'text-ok' : 'text-bad')}
            />
            <div className="min-w-0">
              {reading.isRead ? <LinkPreview reading={reading} /> : linkWords(reading)}
              <p className="truncate text-sm text-muted">{reading.address}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
