import { Tooltip as Radix } from 'radix-ui';
import { createContext, type ReactElement, useContext } from 'react';

/** The modal dialog around it: what stands outside of one lies beneath it. */
export const TooltipContainer = createContext<HTMLElement | null>(null);

/** A word on what a control does, on hover and on focus. The control needs its own name besides. */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  const container = useContext(TooltipContainer);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal container={container}>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-w-72 rounded-control bg-fg px-2 py-1 text-xs text-bg"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const TooltipProvider = Radix.Provider;
