import type { Layout } from '../layout/layout';

/** As many as the API gives at once. A chunk of the layout is a whole number of pages. */
export const pageSize = 100;

export const pageOf = (index: number) => Math.floor(index / pageSize);
export const pageCount = (layout: Layout) => Math.ceil(layout.count / pageSize);

/** The cursor of a page that begins a chunk; of the others it is known once the page before is. */
export function anchorOfPage(layout: Layout, page: number): string | undefined {
  const index = page * pageSize;
  return index % layout.chunkSize === 0 ? layout.anchors[index / layout.chunkSize] : undefined;
}

export function imagesOnPage(layout: Layout, page: number): number {
  return Math.min(pageSize, layout.count - page * pageSize);
}

/**
 * The page to be fetched next so that `page` becomes known: itself, or the last before it whose
 * cursor is known.
 */
export function nextStep(
  layout: Layout,
  page: number,
  cursorOf: (page: number) => string | undefined,
): number {
  let step = page;
  while (step > 0 && cursorOf(step) === undefined && anchorOfPage(layout, step) === undefined) {
    step -= 1;
  }
  return step;
}

/** Whether the answer cannot be the page that the layout was made of: images came or went since. */
export function contradicts(
  layout: Layout,
  page: number,
  answer: { images: readonly unknown[]; nextCursor: string | null },
): boolean {
  if (answer.images.length !== imagesOnPage(layout, page)) return true;
  const isLast = page === pageCount(layout) - 1;
  if (isLast) return layout.isComplete && answer.nextCursor !== null;
  const anchor = anchorOfPage(layout, page + 1);
  return anchor !== undefined && anchor !== answer.nextCursor;
}
