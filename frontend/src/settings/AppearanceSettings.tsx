import { t } from '@lingui/core/macro';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from '@/components/Checkbox';
import { areSingleKeysOn, setSingleKeys } from '@/gallery/shortcuts';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '@/theme/theme';

const icons = { system: Monitor, light: Sun, dark: Moon };

export function AppearanceSettings() {
  const choice = useThemeChoice();
  const [hasSingleKeys, setHasSingleKeys] = useState(areSingleKeysOn);
  const themes: [ThemeChoice, string][] = [
    ['system', t`As the system`],
    ['light', t`Light`],
    ['dark', t`Dark`],
  ];
  return (
    <div className="flex flex-col items-start gap-5">
      <fieldset>
        <legend className="mb-2 font-medium">{t`Theme`}</legend>
        <div className="flex flex-wrap gap-2">
          {themes.map(([theme, name]) => {
            const Icon = icons[theme];
            return (
              <label
                key={theme}
                className="flex h-10 cursor-pointer items-center gap-2 rounded-control border border-border-strong bg-surface px-3 select-none hover:border-fg has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent pointer-coarse:h-11"
              >
                <input
                  type="radio"
                  name="theme"
                  className="sr-only"
                  checked={choice === theme}
                  onChange={() => chooseTheme(theme)}
                />
                <Icon aria-hidden className="size-4" />
                {name}
              </label>
            );
          })}
        </div>
      </fieldset>
      <div>
        <Checkbox
          label={t`Single keys as shortcuts in the gallery`}
          checked={hasSingleKeys}
          onChecked={(isOn) => {
            setSingleKeys(isOn);
            setHasSingleKeys(isOn);
          }}
        />
        <p className="mt-1 max-w-prose text-sm text-muted">
          {t`Such as i for information and c to copy. Turn them off if they are hit by accident or by speech; arrows, Enter, Space, Escape and Delete stay.`}
        </p>
      </div>
    </div>
  );
}
