import type { operations } from '@/api/schema';
import type { SearchParams } from '@/search_params';

export type ImageQuery = NonNullable<operations['layOutImages']['parameters']['query']>;
export type ImageOrder = NonNullable<ImageQuery['sort']>;
type ImageSource = NonNullable<ImageQuery['source']>;

/** What the address of the gallery says: which images, in which order, and where it stands. */
export interface GallerySearch {
  source?: ImageSource;
  job?: string;
  type?: string;
  q?: string;
  /** Days, such as 2025-06-01. */
  from?: string;
  to?: string;
  sort?: ImageOrder;
  /** The image that stands at the top. */
  at?: string;
}

export const imageSources: readonly ImageSource[] = ['google_drive', 'dropbox'];
export const imageOrders: readonly ImageOrder[] = [
  'newest',
  'oldest',
  'taken_newest',
  'taken_oldest',
  'name',
];

/** What the server takes for a name, in bytes. */
const namePartBytesMax = 200;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const mimeType = /^image\/[a-z0-9.+-]{1,40}$/;
const imageId = /^[1-9][0-9]{0,15}$/;

function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

function cutToBytes(text: string, bytesMax: number): string {
  let cut = text;
  while (new TextEncoder().encode(cut).length > bytesMax) cut = [...cut].slice(0, -1).join('');
  return cut;
}

/** Leaves out what says nothing: an address that was typed wrong still shows images. */
export function readGallerySearch(search: SearchParams): GallerySearch {
  const { job, type, q, from, to, at } = search;
  const source = imageSources.find((each) => each === search.source);
  const sort = imageOrders.find((each) => each === search.sort);
  return {
    ...(source && { source }),
    ...(job && uuid.test(job) && { job }),
    ...(type && mimeType.test(type) && { type }),
    ...(q && { q: cutToBytes(q, namePartBytesMax) }),
    ...(from && isDay(from) && { from }),
    ...(to && isDay(to) && { to }),
    ...(sort && sort !== 'newest' && { sort }),
    ...(at && imageId.test(at) && { at }),
  };
}

/** The same for the API. */
export function imageQueryOf(search: GallerySearch): ImageQuery {
  const { source, job, type, q, from, to, sort } = search;
  return {
    ...(source && { source }),
    ...(job && { job_id: job }),
    ...(type && { mime_type: type }),
    ...(q && { q }),
    ...(from && { taken_from: from }),
    ...(to && { taken_to: to }),
    ...(sort && { sort }),
  };
}

/** Whether images are left out, as against put into another order. */
export function isFiltered({ source, job, type, q, from, to }: GallerySearch): boolean {
  return [source, job, type, q, from, to].some(Boolean);
}

/** What clears all filters and keeps the order. */
export const noFilters: Partial<GallerySearch> = {
  source: undefined,
  job: undefined,
  type: undefined,
  q: undefined,
  from: undefined,
  to: undefined,
};
