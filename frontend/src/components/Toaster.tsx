import { t } from '@lingui/core/macro';
import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './IconButton';
import { dismissToast, type Toast, useToasts } from './toast';

function ToastRow({ toast }: { toast: Toast }) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.durationMs);
    return () => clearTimeout(timer);
  }, [toast, isHeld]);
  return (
    <li
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full items-center gap-3 rounded-panel border border-border-strong bg-surface py-1 pr-1 pl-3"
    >
      {toast.tone === 'ok' && <CircleCheck className="size-4 shrink-0 text-ok" />}
      {toast.tone === 'bad' && <CircleAlert className="size-4 shrink-0 text-bad" />}
      <span className="grow py-1.5">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className="h-8 rounded-control px-2 font-medium text-accent hover:bg-sunken pointer-coarse:h-11"
          onClick={() => {
            toast.action?.run();
            dismissToast(toast.id);
          }}
        >
          {toast.action.label}
        </button>
      )}
      <IconButton label={t`Dismiss`} onClick={() => dismissToast(toast.id)}>
        <X className="size-4" />
      </IconButton>
    </li>
  );
}

export function Toaster() {
  const toasts = useToasts();
  return (
    <section
      aria-label={t`Notices`}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-20 z-50 sm:inset-x-auto sm:right-6 sm:bottom-6 sm:w-96"
    >
      <ul className="flex flex-col gap-2">
        {toasts.map((toast) => (
          <ToastRow key={toast.id} toast={toast} />
        ))}
      </ul>
    </section>
  );
}
