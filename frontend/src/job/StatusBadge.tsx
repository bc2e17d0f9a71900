import { t } from '@lingui/core/macro';
import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleSlash,
  CircleX,
  Hourglass,
} from 'lucide-react';
import type { Job } from '@/api/types';
import { Badge, type BadgeProps } from '@/components/Badge';
import { useNow } from '@/components/use_now';
import { isThrottled } from './throttle';

type Look = Required<BadgeProps>;

function lookOf(job: Job, nowMs: number): Look {
  switch (job.status) {
    case 'processing':
      if (isThrottled(job, nowMs)) {
        return { tone: 'warn', icon: <Hourglass />, children: t`Slowed down` };
      }
      return {
        tone: 'accent',
        // A box of its own can be turned without being painted anew; a drawing cannot.
        icon: (
          <span className="animate-spin will-change-transform [animation-duration:3s]">
            <CircleDashed />
          </span>
        ),
        children: job.listing_done ? t`Importing` : t`Reading the folder`,
      };
    case 'paused':
      return { tone: 'neutral', icon: <CirclePause />, children: t`Paused` };
    case 'completed':
      return job.failed_files > 0
        ? { tone: 'warn', icon: <CircleCheck />, children: t`Done, with failures` }
        : { tone: 'ok', icon: <CircleCheck />, children: t`Done` };
    case 'failed':
      return { tone: 'bad', icon: <CircleX />, children: t`Failed` };
    case 'cancelled':
      return { tone: 'neutral', icon: <CircleSlash />, children: t`Cancelled` };
  }
}

const stepMs = 1000;

export function StatusBadge({ job }: { job: Job }) {
  return <Badge {...lookOf(job, useNow(stepMs))} />;
}
