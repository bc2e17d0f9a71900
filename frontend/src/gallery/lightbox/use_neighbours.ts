import { useEffect, useSyncExternalStore } from 'react';
import { objectAddress } from '@/api/object_address';
import type { Image } from '@/api/types';
import { useGalleryState } from '../gallery_context';
import { indexOfTile } from '../layout/tiles';
import { isDrawable } from './Picture';

const wantedAhead = 3;
const nothing = () => () => undefined;

/** The images beside a tile, fetched before they are asked for. */
export function useNeighbours(tile: number | null) {
  const { tiles, pages } = useGalleryState();
  useSyncExternalStore(pages?.subscribe ?? nothing, () => pages?.version() ?? 0);
  const imageAt = (place: number): Image | undefined =>
    tiles && place >= 0 && place < tiles.count
      ? pages?.image(indexOfTile(tiles, place))
      : undefined;

  useEffect(() => {
    if (tile === null || !tiles || !pages) return;
    const wanted = [tile];
    for (let away = 1; away <= wantedAhead; away += 1) wanted.push(tile + away, tile - away);
    const shown = wanted.filter((each) => each >= 0 && each < tiles.count);
    pages.want(shown.map((each) => indexOfTile(tiles, each)));
  }, [tile, tiles, pages]);

  const previous = tile === null ? undefined : imageAt(tile - 1);
  const next = tile === null ? undefined : imageAt(tile + 1);
  return { current: tile === null ? undefined : imageAt(tile), previous, next };
}

/** Has the browser fetch a picture, so that it is there when it is turned to. */
export function usePrefetch(image: Image | undefined, isReady: boolean): void {
  useEffect(() => {
    if (!image || !isReady || !isDrawable(image)) return;
    const picture = new Image();
    picture.src = objectAddress(image.storage_url);
    return () => {
      picture.src = '';
    };
  }, [image, isReady]);
}
