import type { Image } from '@/api/types';
import { anchorKey, type Layout } from '../layout/layout';

export interface ScrubberMark {
  /** From 0 at the beginning to 1 at the end. */
  share: number;
  text: string;
}

/** Closer together than this, marks cannot be read. */
const distanceMin = 0.045;

const monthFormat = new Intl.DateTimeFormat('en-GB', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});
const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

const isByTime = (sort: string) => sort === 'taken_newest' || sort === 'taken_oldest';

function textOf(key: number | string | null, sort: string): string | null {
  if (key === null) return null;
  if (isByTime(sort)) return monthFormat.format(Number(key));
  if (sort === 'name') return String(key).slice(0, 1).toUpperCase() || null;
  return null;
}

/** Months or letters along the way, as far as the cursors of the chunks tell of them. */
export function scrubberMarks(layout: Layout, sort: string): ScrubberMark[] {
  const marks: ScrubberMark[] = [];
  let lastText: string | null = null;
  for (const [chunk, anchor] of layout.anchors.entries()) {
    const text = textOf(anchorKey(anchor, sort), sort);
    const share = (chunk * layout.chunkSize) / layout.count;
    const isFar = share - (marks.at(-1)?.share ?? -1) >= distanceMin;
    if (text === null || text === lastText || !isFar) continue;
    marks.push({ share, text });
    lastText = text;
  }
  return marks;
}

/** What is to be said of a place: its day or its letter, or when the image there came. */
export function placeLabel(
  layout: Layout,
  index: number,
  image: Image | undefined,
  sort: string,
): string | null {
  if (image) {
    if (sort === 'name') return image.name.slice(0, 1).toUpperCase();
    const time = isByTime(sort) ? (image.taken_at ?? image.created_at) : image.created_at;
    return dayFormat.format(Date.parse(time));
  }
  const anchor = layout.anchors[Math.floor(index / layout.chunkSize)] ?? '';
  return textOf(anchorKey(anchor, sort), sort);
}
