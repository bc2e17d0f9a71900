import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { Image } from '@/api/types';
import { useHidden, useIsShrunk } from './actions/deletions';
import { type FirstImage, fetchFirst, fetchLayout, pageFetcher } from './fetch_images';
import type { ImageQuery } from './gallery_search';
import type { Layout } from './layout/layout';
import { indexWithout, type Tiles, tilesOf } from './layout/tiles';
import { ImagePages } from './pages/image_pages';

const lookAgainMs = 10_000;
/** A running import changes the gallery all the time; it is not laid out anew more often than this. */
const layoutAgainMs = 4_000;

/** The images that are known of tiles which a new layout shows in the same order. */
function known(pages: ImagePages, old: Tiles, count: number): (index: number) => Image | undefined {
  const images = new Map<number, Image>();
  if (old.count === count) {
    for (const [index, image] of pages.loaded()) {
      const place = indexWithout(index, old.hidden);
      if (place !== null) images.set(place, image);
    }
  }
  return (index) => images.get(index);
}

export interface LaidOut {
  layout: Layout;
  /** What came first in it, to tell by whether something has changed. */
  first: FirstImage;
}

async function layOut(query: ImageQuery, signal: AbortSignal): Promise<LaidOut> {
  const [first, layout] = await Promise.all([
    fetchFirst(query, signal),
    fetchLayout(query, signal),
  ]);
  return { layout, first };
}

const neverTells = () => () => undefined;

/** The images that an address asks for: their layout, what is shown of it, and their pages. */
export function useGallery(query: ImageQuery) {
  const layoutQuery = useQuery({
    queryKey: ['images', 'layout', query],
    queryFn: ({ signal }) => layOut(query, signal),
    // A million aspects are not to be compared one by one.
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    refetchOnReconnect: false,
  });
  const layout = layoutQuery.data?.layout;
  const hidden = useHidden(layout);
  const tiles = useMemo(() => (layout ? tilesOf(layout, hidden) : null), [layout, hidden]);

  const before = useRef<{ query: ImageQuery; tiles: Tiles; pages: ImagePages } | null>(null);
  const pages = useMemo(() => {
    if (!layout) return null;
    const old = before.current;
    const seed = old?.query === query ? known(old.pages, old.tiles, layout.count) : () => undefined;
    return new ImagePages(layout, pageFetcher(query), seed);
  }, [layout, query]);
  useEffect(() => {
    if (tiles && pages) before.current = { query, tiles, pages };
  }, [query, tiles, pages]);
  useEffect(() => () => pages?.close(), [pages]);

  return { layoutQuery, tiles, pages };
}

/** Whether the server holds other images than those that are laid out. */
export function useHasChanged(
  query: ImageQuery,
  laidOut: LaidOut | undefined,
  pages: ImagePages | null,
) {
  const { data: first } = useQuery({
    queryKey: ['images', 'first', query],
    queryFn: ({ signal }) => fetchFirst(query, signal),
    refetchInterval: lookAgainMs,
    enabled: laidOut !== undefined,
  });
  const isOutdated = useSyncExternalStore(
    pages?.subscribe ?? neverTells,
    () => pages?.isOutdated ?? false,
  );
  const isShrunk = useIsShrunk(laidOut?.layout);
  const isOther =
    first !== undefined &&
    laidOut !== undefined &&
    (first.id !== laidOut.first.id || first.total !== laidOut.first.total);
  return isOutdated || isShrunk || isOther;
}

/** Lays the gallery out anew when it has changed, but not under somebody's hands. */
export function useRefresh(hasChanged: boolean, mayRefresh: boolean, laidOutAt: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!hasChanged || !mayRefresh) return;
    const wait = Math.max(0, laidOutAt + layoutAgainMs - Date.now());
    const timer = setTimeout(() => {
      void client.invalidateQueries({ queryKey: ['images', 'first'] });
      void client.invalidateQueries({ queryKey: ['images', 'layout'] });
    }, wait);
    return () => clearTimeout(timer);
  }, [hasChanged, mayRefresh, laidOutAt, client]);
}
