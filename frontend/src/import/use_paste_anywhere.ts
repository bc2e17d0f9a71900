import { useLayoutEffect } from 'react';

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, dialog') !== null;
}

/** A paste beside every field is meant for the one there is. */
export function usePasteAnywhere(onText: (text: string) => void): void {
  // Whoever sees the page may paste: no paint comes before the listener.
  useLayoutEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (isEditable(event.target) || text.trim() === '') return;
      event.preventDefault();
      onText(text.trim());
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [onText]);
}
