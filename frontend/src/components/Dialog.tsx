import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { IconButton } from './IconButton';
import { TooltipContainer } from './Tooltip';

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  /** The buttons at its end, the main one last. */
  actions?: ReactNode;
}

/** The browser's own modal dialog: it traps the focus and gives it back, and Escape closes it. */
export function Dialog({ open, onClose, title, children, actions }: DialogProps) {
  const [dialog, setDialog] = useState<HTMLDialogElement | null>(null);
  const titleId = useId();
  useEffect(() => {
    if (!open) return dialog?.close();
    dialog?.showModal();
    // The first action is the harmless one.
    dialog?.querySelector<HTMLElement>('[data-actions] button')?.focus();
  }, [open, dialog]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; the click is one beside it
    <dialog
      ref={setDialog}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => event.target === dialog && onClose()}
      className="m-auto w-[min(480px,calc(100vw-32px))] rounded-panel border border-border bg-surface p-0 text-fg"
    >
      {open && (
        <TooltipContainer value={dialog}>
          <div className="flex flex-col gap-4 p-5">
            <div className="flex items-start justify-between gap-4">
              <h2 id={titleId} className="text-lg font-bold">
                {title}
              </h2>
              <IconButton label={t`Close`} onClick={onClose} className="-mt-1 -mr-2">
                <X className="size-4" />
              </IconButton>
            </div>
            {children}
            {actions && (
              <div data-actions className="flex flex-wrap justify-end gap-2">
                {actions}
              </div>
            )}
          </div>
        </TooltipContainer>
      )}
    </dialog>
  );
}
