import { t } from '@lingui/core/macro';
import { WifiOff } from 'lucide-react';
import type { Connection } from './live/follow_job';

/** A thin bar while numbers may be old. It keeps its place, so that nothing jumps. */
export function ConnectionBar({ connection }: { connection: Connection }) {
  if (connection !== 'lost') return null;
  return (
    <div
      role="status"
      className="fixed inset-x-0 top-12 z-20 flex items-center justify-center gap-2 border-b border-border bg-warn-soft px-4 py-1 text-sm text-warn"
    >
      <WifiOff aria-hidden className="size-4 shrink-0" />
      {t`Reconnecting… numbers may be old`}
    </div>
  );
}
