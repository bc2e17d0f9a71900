import { useEffect } from 'react';

const name = 'pixferry.shortcuts';

/** Some people speak or type by accident: single keys can be shut off in the settings. */
export function areSingleKeysOn(): boolean {
  return localStorage.getItem(name) !== 'off';
}

export function setSingleKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(name);
  else localStorage.setItem(name, 'off');
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement && target.type !== 'range' && target.type !== 'checkbox'))
  );
}

/** The name of a key as the tables of shortcuts have it: "Control+a", "Delete", "/". */
export function shortcutOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Control+${key}` : key;
}

/** Hears keys wherever the focus is, but for where something is typed. */
export function useShortcuts(shortcuts: Record<string, () => void>, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const shortcut = shortcutOf(event);
      if (shortcut.length === 1 && !areSingleKeysOn()) return;
      const act = shortcuts[shortcut];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', heard);
    return () => removeEventListener('keydown', heard);
  }, [shortcuts, isActive]);
}
