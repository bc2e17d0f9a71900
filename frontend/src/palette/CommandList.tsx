import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import type { Command, CommandGroup } from './command';

export const optionId = (listId: string, { id }: Command) => `${listId}-${id}`;

interface OptionProps {
  id: string;
  command: Command;
  isActive: boolean;
  onRun: (command: Command) => void;
}

function Option({ id, command, isActive, onRun }: OptionProps) {
  const option = useRef<HTMLDivElement>(null);
  const Icon = command.icon;
  useEffect(() => {
    if (isActive) option.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys
    <div
      ref={option}
      id={id}
      role="option"
      aria-selected={isActive}
      onClick={() => onRun(command)}
      className={clsx(
        'flex min-h-9 cursor-pointer items-center gap-3 rounded-control px-2 pointer-coarse:min-h-11',
        isActive ? 'bg-sunken' : 'hover:bg-sunken',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted" />
      <span className="min-w-0 truncate">{command.name}</span>
      {command.detail && (
        <span className="ml-auto shrink-0 text-sm text-muted">{command.detail}</span>
      )}
    </div>
  );
}

export interface CommandListProps {
  id: string;
  groups: readonly CommandGroup[];
  active: Command | undefined;
  onRun: (command: Command) => void;
}

export function CommandList({ id, groups, active, onRun }: CommandListProps) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label={t`Commands`}
      className={clsx('min-h-0 overflow-y-auto', groups.length > 0 && 'p-2')}
    >
      {groups.map(({ name, title, commands }) => (
        <div key={name} role="group" aria-labelledby={`${id}-group-${name}`}>
          <div id={`${id}-group-${name}`} className="px-2 pt-2 pb-1 text-xs text-muted">
            {title}
          </div>
          {commands.map((command) => (
            <Option
              key={command.id}
              id={optionId(id, command)}
              command={command}
              isActive={command === active}
              onRun={onRun}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
