import { useSyncExternalStore } from 'react';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'neutral' | 'ok' | 'bad';
  action?: ToastAction;
  durationMs: number;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const shownMax = 4;

function show(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/**
 * Tells of the result of the user's own action where it would not be seen otherwise. Answers an id
 * to take it back by. It stays as long as it says, and while it is pointed at or focused.
 */
export function toast(
  text: string,
  options: { tone?: Toast['tone']; action?: ToastAction; durationMs?: number } = {},
): number {
  lastId += 1;
  const { tone = 'neutral', action, durationMs = 5000 } = options;
  show([...toasts, { id: lastId, text, tone, action, durationMs }].slice(-shownMax));
  return lastId;
}

export function dismissToast(id: number): void {
  show(toasts.filter((each) => each.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
