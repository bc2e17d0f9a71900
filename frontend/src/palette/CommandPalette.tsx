import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { CommandList, optionId } from './CommandList';
import { type Command, foundGroups } from './command';
import { useCommandGroups } from './use_command_groups';

/** Where an arrow leads from a place in a round of so many. */
function placeByKey(key: string, place: number, count: number): number | null {
  if (count === 0) return null;
  if (key === 'ArrowDown') return (place + 1) % count;
  if (key === 'ArrowUp') return (place - 1 + count) % count;
  return null;
}

/**
 * Everything that can be done from the keyboard, found by its words. The browser's own modal dialog,
 * with the list box of a combobox in it: the focus stays in the field.
 */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const listId = useId();
  const groups = foundGroups(useCommandGroups(), typed);
  const commands = groups.flatMap((group) => group.commands);
  const active = commands[Math.min(place, commands.length - 1)];
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);

  const run = (command: Command) => {
    // First, so that the focus is back where it was, and what the command opens may take it.
    dialog.current?.close();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = placeByKey(event.key, active ? commands.indexOf(active) : 0, commands.length);
    if (next !== null) setPlace(next);
    else if (event.key === 'Enter' && active) run(active);
    else return;
    event.preventDefault();
  };

  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is one beside it
    <dialog
      ref={dialog}
      aria-label={t`Commands`}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
      className="mx-auto mt-[12vh] mb-auto w-[min(560px,calc(100vw-32px))] overflow-hidden rounded-panel border border-border bg-surface p-0 text-fg"
    >
      <div className="flex max-h-[min(480px,72vh)] flex-col">
        <div className="flex h-12 shrink-0 items-center gap-3 border-b border-border px-4">
          <Search aria-hidden className="size-4 shrink-0 text-muted" />
          <input
            role="combobox"
            aria-label={t`Find a command`}
            aria-expanded={commands.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={active && optionId(listId, active)}
            autoComplete="off"
            spellCheck={false}
            placeholder={t`Go to a page or a job, or act on it`}
            className="h-full min-w-0 grow bg-transparent outline-none placeholder:text-muted"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setPlace(0);
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <CommandList id={listId} groups={groups} active={active} onRun={run} />
        <p role="status" className={commands.length > 0 ? 'sr-only' : 'px-4 py-6 text-muted'}>
          <Plural
            value={commands.length}
            _0="Nothing is called so"
            one="# command"
            other="# commands"
          />
        </p>
      </div>
    </dialog>,
    document.body,
  );
}
