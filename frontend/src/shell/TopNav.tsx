import { t } from '@lingui/core/macro';
import { useLingui } from '@lingui/react';
import { Link } from '@tanstack/react-router';
import { PaletteButton } from '@/palette/PaletteButton';
import iconUrl from '@/styles/icon.svg';
import { destinations } from './navigation';
import { ThemeSwitch } from './ThemeSwitch';

const link =
  'inline-flex h-8 items-center rounded-control px-3 font-medium text-muted transition-colors ' +
  'duration-150 hover:text-fg aria-[current=page]:bg-sunken aria-[current=page]:text-fg';

export function TopNav() {
  const { _ } = useLingui();
  return (
    <header className="sticky top-0 z-30 border-b border-border bg-surface">
      <div className="flex h-12 items-center gap-4 px-4 sm:px-6">
        <Link to="/" className="flex items-center gap-2 rounded-control font-bold">
          <img src={iconUrl} alt="" width={22} height={22} />
          Pixferry
        </Link>
        <nav aria-label={t`Main`} className="hidden gap-1 sm:flex">
          {destinations.map(({ to, label }) => (
            <Link key={to} to={to} activeOptions={{ exact: to === '/' }} className={link}>
              {_(label)}
            </Link>
          ))}
        </nav>
        <div className="ml-auto flex items-center gap-1">
          <PaletteButton />
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
