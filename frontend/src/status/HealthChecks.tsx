import { t } from '@lingui/core/macro';
import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Readiness } from './readiness';

/** The names of the server's checks, in words; a check of another server stays as it is called. */
function checkName(name: string): string {
  const names: Record<string, string> = {
    catalog: t`Catalog`,
    store: t`Store`,
    worker: t`Worker`,
    queue: t`Queue`,
    decoding: t`Decoding`,
  };
  return names[name] ?? name;
}

export function HealthChecks({ readiness }: { readiness: Readiness }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      {readiness.checks.map(({ name, problem }) => (
        <li
          key={name}
          className="flex items-start gap-3 rounded-panel border border-border bg-surface p-4"
        >
          {problem ? (
            <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-bad" />
          ) : (
            <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-ok" />
          )}
          <div className="min-w-0">
            <h3 className="font-bold">{checkName(name)}</h3>
            <p className={problem ? 'break-words text-bad' : 'text-muted'}>
              {problem || t`In order`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
