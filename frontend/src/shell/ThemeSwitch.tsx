import { t } from '@lingui/core/macro';
import { Monitor, Moon, Sun } from 'lucide-react';
import { IconButton } from '@/components/IconButton';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '@/theme/theme';

const order: ThemeChoice[] = ['system', 'light', 'dark'];
const icons = { system: Monitor, light: Sun, dark: Moon };

export function ThemeSwitch() {
  const choice = useThemeChoice();
  const names: Record<ThemeChoice, string> = {
    system: t`Theme: as the system`,
    light: t`Theme: light`,
    dark: t`Theme: dark`,
  };
  const next = order[(order.indexOf(choice) + 1) % order.length] ?? 'system';
  const Icon = icons[choice];
  return (
    <IconButton label={names[choice]} onClick={() => chooseTheme(next)}>
      <Icon className="size-4" />
    </IconButton>
  );
}
