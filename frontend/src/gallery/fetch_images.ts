import { answerOf, api } from '@/api/client';
import type { Image, ImageDetails } from '@/api/types';
import type { ImageQuery } from './gallery_search';
import { decodeLayout, type Layout } from './layout/layout';
import type { FetchPage } from './pages/image_pages';
import { pageSize } from './pages/page_plan';

export async function fetchLayout(query: ImageQuery, signal: AbortSignal): Promise<Layout> {
  return decodeLayout(await answerOf(api.GET('/images/layout', { params: { query }, signal })));
}

export function pageFetcher(query: ImageQuery): FetchPage {
  return async (cursor, signal) => {
    const page = { ...query, limit: pageSize, ...(cursor && { cursor }) };
    const answer = await answerOf(api.GET('/images', { params: { query: page }, signal }));
    return { images: answer.images, nextCursor: answer.next_cursor };
  };
}

export interface FirstImage {
  id: number | null;
  total: number;
}

/** The first image and how many there are: what tells that something came. */
export async function fetchFirst(query: ImageQuery, signal: AbortSignal): Promise<FirstImage> {
  const params = { query: { ...query, limit: 1 } };
  const { images, total } = await answerOf(api.GET('/images', { params, signal }));
  return { id: images[0]?.id ?? null, total };
}

export async function fetchImage(id: number, signal?: AbortSignal): Promise<ImageDetails> {
  const params = { path: { image_id: id } };
  return answerOf(api.GET('/images/{image_id}', { params, signal }));
}

/** Where an image of these pages stands, or null where it is not among them. */
export async function findImage(
  fetchPage: FetchPage,
  layout: Layout,
  chunks: readonly number[],
  id: Image['id'],
  signal: AbortSignal,
): Promise<number | null> {
  for (const chunk of chunks) {
    let cursor: string | null = layout.anchors[chunk] ?? '';
    for (let page = 0; page < layout.chunkSize / pageSize && cursor !== null; page += 1) {
      const { images, nextCursor } = await fetchPage(cursor, signal);
      const place = images.findIndex((image) => image.id === id);
      if (place >= 0) return chunk * layout.chunkSize + page * pageSize + place;
      cursor = nextCursor;
    }
  }
  return null;
}
