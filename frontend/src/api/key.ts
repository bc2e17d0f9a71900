import { useSyncExternalStore } from 'react';

const name = 'pixferry.api_key';
const listeners = new Set<() => void>();

/** The API key of this browser: of this tab alone, or remembered. Empty where there is none. */
export function apiKey(): string {
  return sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? '';
}

export function isApiKeyRemembered(): boolean {
  return localStorage.getItem(name) !== null;
}

export function setApiKey(key: string, remember: boolean): void {
  sessionStorage.removeItem(name);
  localStorage.removeItem(name);
  if (key !== '') (remember ? localStorage : sessionStorage).setItem(name, key);
  for (const listener of listeners) listener();
}

export function onApiKeyChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useApiKey(): string {
  return useSyncExternalStore(onApiKeyChange, apiKey);
}

export function authorization(): Record<string, string> {
  const key = apiKey();
  return key === '' ? {} : { Authorization: `Bearer ${key}` };
}
