import { t } from '@lingui/core/macro';
import { Search } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Kbd } from '@/components/Kbd';
import { toast } from '@/components/toast';
import { isPaletteKey } from './palette_key';

type Palette = ComponentType<{ onClose: () => void }>;

const load = () => import('./CommandPalette').then(({ CommandPalette }) => CommandPalette);
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** Whether a dialog is open that has to be answered first. */
const isAsked = () => document.querySelector('dialog[open]') !== null;

/** Opens the palette, as Control and K do from everywhere. It is fetched when it is first asked for. */
export function PaletteButton() {
  const [Palette, setPalette] = useState<Palette | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = () => {
    if (isAsked()) return;
    load().then(
      (palette) => {
        setPalette(() => palette);
        setOpen(true);
      },
      () => toast(t`The commands could not be loaded.`, { tone: 'bad' }),
    );
  };
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return;
      event.preventDefault();
      open();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  });
  return (
    <>
      <button
        type="button"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={open}
        onPointerEnter={() => void load().catch(() => {})}
        className="inline-flex h-8 items-center gap-2 rounded-control px-2 text-muted transition-colors duration-150 hover:bg-sunken hover:text-fg pointer-coarse:h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
      >
        <Search aria-hidden className="size-4" />
        <span className="max-sm:sr-only">{t`Commands`}</span>
        <span aria-hidden className="hidden sm:pointer-fine:inline">
          <Kbd>{isMac ? '⌘K' : t`Ctrl K`}</Kbd>
        </span>
      </button>
      {Palette && isOpen && <Palette onClose={() => setOpen(false)} />}
    </>
  );
}
