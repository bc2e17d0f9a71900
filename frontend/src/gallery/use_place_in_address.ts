import { useEffect, useRef } from 'react';
import { fetchImage, findImage, pageFetcher } from './fetch_images';
import type { GallerySearch, ImageQuery } from './gallery_search';
import type { GridScroller } from './grid/grid_scroller';
import { chunksOf, type Layout } from './layout/layout';
import { indexOfTile, type Tiles, tileOfIndex } from './layout/tiles';
import type { ImagePages } from './pages/image_pages';

const restMs = 400;

/** Where an image stands in a layout, or null where it is not in it. */
export async function indexOfImage(
  id: number,
  layout: Layout,
  query: ImageQuery,
  signal: AbortSignal,
): Promise<number | null> {
  const image = await fetchImage(id, signal);
  return findImage(pageFetcher(query), layout, chunksOf(layout, image, query.sort), id, signal);
}

export interface PlaceInAddress {
  search: GallerySearch;
  query: ImageQuery;
  tiles: Tiles | null;
  pages: ImagePages | null;
  scroller: GridScroller;
  isCovered: boolean;
  onAt: (at: string | undefined) => void;
}

/** Goes to the image that the address names, once, and names in it where the grid comes to rest. */
export function usePlaceInAddress(place: PlaceInAddress): void {
  const { search, query, tiles, pages, scroller, isCovered, onAt } = place;
  const wentFor = useRef<GridScroller | null>(null);
  const at = search.at;

  useEffect(() => {
    if (!tiles || wentFor.current === scroller) return;
    wentFor.current = scroller;
    if (!at) return;
    const stop = new AbortController();
    indexOfImage(Number(at), tiles.layout, query, stop.signal)
      .then((index) => {
        if (index !== null && scroller.offset === 0) scroller.showAtTop(tileOfIndex(tiles, index));
      })
      // The image may be gone; the gallery then begins at its beginning.
      .catch(() => undefined);
  }, [at, tiles, query, scroller]);

  useEffect(() => {
    if (!tiles || !pages || isCovered) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = () => {
      const image = pages.image(indexOfTile(tiles, scroller.firstTileInSight()));
      const here = scroller.offset === 0 ? undefined : image && String(image.id);
      if (here !== at && (here || scroller.offset === 0)) onAt(here);
    };
    const end = scroller.onOffset(() => {
      clearTimeout(timer);
      timer = setTimeout(rest, restMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [tiles, pages, scroller, isCovered, at, onAt]);
}
