import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

export interface Tab<Name extends string> {
  name: Name;
  label: ReactNode;
  content: ReactNode;
}

export interface TabsProps<Name extends string> {
  label: string;
  tabs: readonly Tab<Name>[];
  current: Name;
  onTab: (name: Name) => void;
  /** Stands at the end of the row of tabs. */
  aside?: ReactNode;
}

const trigger =
  'h-10 border-b-2 border-transparent px-1 font-medium text-muted hover:text-fg ' +
  'data-[state=active]:border-accent data-[state=active]:text-fg pointer-coarse:h-11';

export function Tabs<Name extends string>({ label, tabs, current, onTab, aside }: TabsProps<Name>) {
  return (
    <Radix.Root
      value={current}
      onValueChange={(value) => {
        const tab = tabs.find(({ name }) => name === value);
        if (tab) onTab(tab.name);
      }}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 border-b border-border">
        <Radix.List aria-label={label} className="-mb-px flex gap-5">
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.name} value={tab.name} className={trigger}>
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} value={tab.name} className="pt-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
