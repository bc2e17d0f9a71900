import { t } from '@lingui/core/macro';
import { Dialog } from '@/components/Dialog';
import { Kbd } from '@/components/Kbd';

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const shortcuts: [keys: string[], meaning: string][] = [
    [['/'], t`Search by name`],
    [['←', '→', '↑', '↓'], t`Move; in an open image ← and → lead to the next`],
    [['Home', 'End', 'PgUp', 'PgDn'], t`Move further`],
    [['Enter'], t`Open`],
    [['Space'], t`Select`],
    [['Shift', '…'], t`Select a range`],
    [['Ctrl', 'A'], t`Select all`],
    [['Ctrl', 'K'], t`Find a command`],
    [['i'], t`Information`],
    [['c'], t`Copy the URL`],
    [['Del'], t`Delete`],
    [['Ctrl', 'Z'], t`Take a deletion back`],
    [['+', '-', '0'], t`Zoom`],
    [['Esc'], t`Close, or clear the selection`],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={t`Keys in the gallery`}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {shortcuts.map(([keys, meaning]) => (
          <div key={keys.join()} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
