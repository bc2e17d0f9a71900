import type { ReactNode } from 'react';

export interface Figure {
  label: string;
  value: ReactNode;
  note?: ReactNode;
}

/** Numbers that stand for themselves, side by side. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-border bg-border sm:grid-cols-5">
      {figures.map(({ label, value, note }) => (
        <div key={label} className="flex flex-col bg-surface px-4 py-3 max-sm:last:odd:col-span-2">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className="numbers text-xl font-medium">{value}</dd>
          {note && <dd className="numbers text-sm text-muted">{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
