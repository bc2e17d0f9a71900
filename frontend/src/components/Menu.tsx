import clsx from 'clsx';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';

const surface =
  'z-50 min-w-48 rounded-panel border border-border bg-surface p-1 data-[state=open]:animate-in';

/** Actions behind one button. Not modal: the page keeps its scroll bar, and needs no style of its own. */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} collisionPadding={8} className={surface}>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const item = clsx(
  'flex min-h-8 items-center gap-2 rounded-control px-2 outline-none select-none',
  'pointer-coarse:min-h-11 data-[highlighted]:bg-sunken data-[disabled]:opacity-50',
);

export interface MenuItemProps {
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}

export function MenuItem({ icon, danger, disabled, onSelect, children }: MenuItemProps) {
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={onSelect}
      className={clsx(item, 'cursor-pointer', danger && 'text-bad')}
    >
      {icon}
      {children}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-border" />;
}
