import { useEffect } from 'react';
import { type JustifiedRows, rowAtOffset } from '../layout/justified_rows';
import { indexOfTile, type Tiles } from '../layout/tiles';
import type { ImagePages } from '../pages/image_pages';
import type { GridScroller, GridView } from './grid_scroller';

interface WantedImages {
  tiles: Tiles;
  pages: ImagePages;
  rows: JustifiedRows | null;
  view: GridView;
  scroller: GridScroller;
  isCovered: boolean;
}

/** The images of the rows that are drawn, those in sight first. */
function* drawnIndices({ tiles, rows, view }: WantedImages, inSight: number): Generator<number> {
  if (!rows) return;
  const first = rows.firstTiles[inSight] ?? 0;
  const begin = rows.firstTiles[view.span.first] ?? 0;
  const end = rows.firstTiles[Math.min(view.span.end, rows.rowCount)] ?? begin;
  for (let tile = first; tile < end; tile += 1) yield indexOfTile(tiles, tile);
  for (let tile = first - 1; tile >= begin; tile -= 1) yield indexOfTile(tiles, tile);
}

/** Fetches what is drawn, but not what only rushes by. */
export function useWantedImages(wanted: WantedImages): void {
  const { tiles, pages, rows, view, scroller, isCovered } = wanted;
  useEffect(() => {
    if (isCovered || !rows) return;
    let isResting = false;
    const follow = () => {
      if (scroller.isFast === isResting) return;
      isResting = scroller.isFast;
      if (isResting) pages.rest();
      else want();
    };
    const want = () => {
      const inSight = rowAtOffset(rows, scroller.offset);
      pages.want(drawnIndices({ tiles, pages, rows, view, scroller, isCovered }, inSight));
    };
    if (scroller.isFast) {
      isResting = true;
      pages.rest();
    } else want();
    return scroller.onOffset(follow);
  }, [tiles, pages, rows, view, scroller, isCovered]);
}
