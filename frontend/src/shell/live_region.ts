import { useSyncExternalStore } from 'react';

let text = '';
let isOdd = false;
const listeners = new Set<() => void>();

/** Says something to those who listen to the page. For what they asked for, not for every change. */
export function announce(message: string): void {
  isOdd = !isOdd;
  // The same words twice are read out twice only if they differ.
  text = isOdd ? message : `${message}\u00a0`;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useAnnouncement(): string {
  return useSyncExternalStore(subscribe, () => text);
}
