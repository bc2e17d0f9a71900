import { useEffect, useSyncExternalStore } from 'react';
import type { Job } from '@/api/types';
import type { JobActions } from './use_job_actions';

/** The job whose page is open, and what can be done with it from elsewhere. */
export interface ShownJob {
  job: Job;
  actions: JobActions;
  /** Cancelling asks first. */
  askToCancel: () => void;
}

let shown: ShownJob | null = null;
const listeners = new Set<() => void>();

function show(next: ShownJob | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the rest of the app which job is shown, for as long as it is. */
export function useAsShownJob(job: Job, actions: JobActions, askToCancel: () => void): void {
  useEffect(() => show({ job, actions, askToCancel }));
  useEffect(() => () => show(null), []);
}

export function useShownJob(): ShownJob | null {
  return useSyncExternalStore(subscribe, () => shown);
}
