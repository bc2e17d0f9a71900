import { useSyncExternalStore } from 'react';
import type { Layout } from '../layout/layout';
import { type IndexRanges, noIndices, union } from '../selection/index_ranges';
import { deleteImages } from './delete_images';

/** How long a deletion can be taken back: so long nothing is asked of the server. */
export const undoMs = 10_000;

export interface Deletion {
  readonly layout: Layout;
  readonly ranges: IndexRanges;
  readonly ids: readonly number[];
}

interface HeldDeletion extends Deletion {
  timer?: ReturnType<typeof setTimeout>;
  state: 'held' | 'sending' | 'sent';
  onFailure: (error: Error) => void;
  onDone: () => void;
}

let deletions: readonly HeldDeletion[] = [];
let hiddenOf = new WeakMap<Layout, IndexRanges>();
const listeners = new Set<() => void>();

function change(next: readonly HeldDeletion[]): void {
  deletions = next;
  hiddenOf = new WeakMap();
  for (const { layout, ranges } of deletions) {
    hiddenOf.set(layout, union(hiddenOf.get(layout) ?? noIndices, ranges));
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What of a layout is deleted, or about to be. */
export function useHidden(layout: Layout | undefined): IndexRanges {
  return useSyncExternalStore(subscribe, () =>
    layout ? (hiddenOf.get(layout) ?? noIndices) : noIndices,
  );
}

/** Whether images of a layout are gone for good, so that another is to be fetched. */
export function useIsShrunk(layout: Layout | undefined): boolean {
  return useSyncExternalStore(subscribe, () =>
    deletions.some((each) => each.layout === layout && each.state === 'sent'),
  );
}

async function send(deletion: HeldDeletion): Promise<void> {
  clearTimeout(deletion.timer);
  if (deletion.state !== 'held') return;
  deletion.state = 'sending';
  try {
    await deleteImages(deletion.ids);
    deletion.state = 'sent';
    change([...deletions]);
    deletion.onDone();
  } catch (error) {
    change(deletions.filter((each) => each !== deletion));
    deletion.onFailure(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Hides images at once and deletes them later. Answers how to take it back. */
export function holdDeletion(
  deletion: Deletion,
  ends: { onFailure: (error: Error) => void; onDone: () => void },
): () => void {
  const held: HeldDeletion = { ...deletion, ...ends, state: 'held' };
  held.timer = setTimeout(() => void send(held), undoMs);
  change([...deletions, held]);
  return () => {
    if (held.state !== 'held') return;
    clearTimeout(held.timer);
    change(deletions.filter((each) => each !== held));
  };
}

// Who leaves the page has not taken it back.
if (typeof addEventListener === 'function') {
  addEventListener('pagehide', () => {
    for (const deletion of deletions) void send(deletion);
  });
}
