import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { CircleAlert, CircleX, Hourglass, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Job } from '@/api/types';
import { useNow } from '@/components/use_now';
import { formatDuration } from '@/format/duration';
import { formatClock } from '@/format/time';
import { sourceNames } from '@/texts/sources';
import { isThrottled } from './throttle';

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-start gap-3 rounded-panel border border-border bg-surface px-4 py-3 [&>svg]:mt-0.5 [&>svg]:size-4 [&>svg]:shrink-0">
      {icon}
      <div className="max-w-prose">{children}</div>
    </div>
  );
}

const stepMs = 1000;

function ThrottleNotice({ job }: { job: Job }) {
  const nowMs = useNow(stepMs);
  if (!isThrottled(job, nowMs) || job.throttled_until === null) return null;
  const until = new Date(job.throttled_until);
  const source = sourceNames[job.source];
  const clock = formatClock(until);
  const countdown = formatDuration((until.getTime() - nowMs) / 1000);
  return (
    <Notice icon={<Hourglass className="text-warn" />}>
      <p className="numbers">
        {t`${source} asked us to slow down; continuing at ${clock} (in ${countdown}).`}
      </p>
    </Notice>
  );
}

/** What is out of the ordinary about a job, above its numbers. */
export function JobNotices({ job }: { job: Job }) {
  const vanished = job.vanished_files ?? 0;
  return (
    <>
      {job.error && (
        <Notice icon={<CircleX className="text-bad" />}>
          <p className="font-medium">{job.error.message}</p>
          {job.error.hint && <p className="text-muted">{job.error.hint}</p>}
        </Notice>
      )}
      <ThrottleNotice job={job} />
      {job.unreadable_folders > 0 && (
        <Notice icon={<CircleAlert className="text-warn" />}>
          <Plural
            value={job.unreadable_folders}
            one="# subfolder could not be read; what is in it is missing here."
            other="# subfolders could not be read; what is in them is missing here."
          />
        </Notice>
      )}
      {vanished > 0 && (
        <Notice icon={<Info className="text-muted" />}>
          <Plural
            value={vanished}
            one="# file of the last import is gone from the folder. Its image stays here."
            other="# files of the last import are gone from the folder. Their images stay here."
          />
        </Notice>
      )}
    </>
  );
}
