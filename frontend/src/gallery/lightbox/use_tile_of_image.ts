import { useEffect, useState } from 'react';
import { useGalleryState } from '../gallery_context';
import { indexOfTile, tileOfIndex } from '../layout/tiles';
import { indexOfImage } from '../use_place_in_address';

/** Which tile an image is, so that there is a next one; null where it is none of those shown. */
export function useTileOfImage(id: number): number | null {
  const { query, tiles, pages, openedTile, onTile } = useGalleryState();
  const [found, setFound] = useState<{ id: number; tile: number } | null>(null);
  const isOpened =
    openedTile !== null && tiles && pages?.image(indexOfTile(tiles, openedTile))?.id === id;
  const tile = isOpened ? openedTile : found?.id === id ? found.tile : null;

  useEffect(() => {
    if (tile !== null || !tiles) return;
    const stop = new AbortController();
    indexOfImage(id, tiles.layout, query, stop.signal)
      .then((index) => {
        if (index === null || stop.signal.aborted) return;
        const shown = tileOfIndex(tiles, index);
        setFound({ id, tile: shown });
        onTile(shown);
      })
      // Without its place there is no next one; the image itself says why.
      .catch(() => undefined);
    return () => stop.abort();
  }, [id, tile, tiles, query, onTile]);
  return tile;
}
