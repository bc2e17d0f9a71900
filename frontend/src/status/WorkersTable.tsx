import { t } from '@lingui/core/macro';
import { CircleDashed, CirclePause, CircleX, Hourglass, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Stats } from '@/api/types';
import { Badge, type Tone } from '@/components/Badge';
import { RelativeTime } from '@/components/RelativeTime';

type Worker = Stats['workers'][number];

function WorkerState({ worker }: { worker: Worker }) {
  const states: Record<Worker['status'], { tone: Tone; icon: ReactNode; text: string }> = {
    working: { tone: 'accent', icon: <LoaderCircle aria-hidden />, text: t`Working` },
    idle: { tone: 'neutral', icon: <CircleDashed aria-hidden />, text: t`Idle` },
    held_up: { tone: 'warn', icon: <Hourglass aria-hidden />, text: t`Held up` },
    draining: { tone: 'neutral', icon: <CirclePause aria-hidden />, text: t`Stopping` },
    silent: { tone: 'bad', icon: <CircleX aria-hidden />, text: t`Silent` },
  };
  const { tone, icon, text } = states[worker.status];
  return (
    <Badge tone={tone} icon={icon}>
      {text}
    </Badge>
  );
}

const cell = 'px-3 py-2 first:pl-4 last:pr-4';

export function WorkersTable({ workers }: { workers: readonly Worker[] }) {
  if (workers.length === 0) {
    return (
      <p className="rounded-panel border border-dashed border-border px-5 py-6 text-muted">
        {t`No worker has been heard of for ten minutes. Imports wait until one is started.`}
      </p>
    );
  }
  return (
    <section
      aria-label={t`Workers`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys can scroll what is wider than a phone
      tabIndex={0}
      className="overflow-x-auto rounded-panel border border-border bg-surface"
    >
      <table className="w-full text-left whitespace-nowrap">
        <thead className="border-b border-border text-sm text-muted">
          <tr>
            <th className={`${cell} font-medium`}>{t`Process`}</th>
            <th className={`${cell} font-medium`}>{t`State`}</th>
            <th className={`${cell} text-right font-medium`}>{t`Files in hand`}</th>
            <th className={`${cell} text-right font-medium`}>{t`At once`}</th>
            <th className={`${cell} text-right font-medium`}>{t`Folders in hand`}</th>
            <th className={`${cell} font-medium`}>{t`Version`}</th>
            <th className={`${cell} font-medium`}>{t`Started`}</th>
            <th className={`${cell} font-medium`}>{t`Last seen`}</th>
          </tr>
        </thead>
        <tbody className="numbers divide-y divide-border">
          {workers.map((worker) => (
            <tr key={worker.id}>
              <th scope="row" className={`${cell} font-normal`}>
                {worker.host} <span className="text-muted">{worker.process_id}</span>
              </th>
              <td className={cell}>
                <WorkerState worker={worker} />
                {worker.held_up_by && <span className="ml-2 text-muted">{worker.held_up_by}</span>}
              </td>
              <td className={`${cell} text-right`}>{worker.files_held}</td>
              <td className={`${cell} text-right`}>{worker.transfers}</td>
              <td className={`${cell} text-right`}>{worker.folders_held}</td>
              <td className={cell}>{worker.version}</td>
              <td className={cell}>
                <RelativeTime time={worker.started_at} />
              </td>
              <td className={cell}>
                <RelativeTime time={worker.seen_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
