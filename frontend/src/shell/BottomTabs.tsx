import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { destinations } from './navigation';

/** The navigation of small screens, where the thumb is. */
export function BottomTabs() {
  const { _ } = useLingui();
  return (
    <nav
      aria-label={t`Main`}
      className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {destinations.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className="flex h-14 flex-col items-center justify-center gap-1 text-xs font-medium text-muted aria-[current=page]:text-accent"
        >
          <Icon aria-hidden className="size-5" />
          {_(label)}
        </Link>
      ))}
    </nav>
  );
}
