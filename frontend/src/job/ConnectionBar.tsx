import { t } from '@lingui/core/macro';
import { WifiOff } from 'lucide-react';
import type { Connection } from './live/follow_job';

/** A thin bar while numbers may be old, in the room above the page, so that nothing jumps. */
export function ConnectionBar({ connection }: { connection: Connection }) {
  if (connection !== 'lost') return null;
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-[49px] z-20 flex h-6 items-center justify-center gap-2 border-b border-border bg-warn-soft px-4 text-sm text-warn"
    >
      <WifiOff aria-hidden className="size-4 shrink-0" />
      {t`Reconnecting… numbers may be old`}
    </div>
  );
}
