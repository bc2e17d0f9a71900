import { useLayoutEffect, useMemo, useRef } from 'react';
import { type JustifiedRows, justifyRows, rowOfTile } from '../layout/justified_rows';
import { affordableRowHeight } from '../layout/rows_in_sight';
import { ScaledScroll } from '../layout/scaled_scroll';
import { indexOfTile, type Tiles, tileOfIndex } from '../layout/tiles';
import type { GridScroller } from './grid_scroller';
import type { BoxSize } from './use_box_size';

export const gridGap = 4;

interface Before {
  tiles: Tiles;
  rows: JustifiedRows;
}

/** Which tile takes the place of one that stood in sight before. */
function successor(before: Tiles, tile: number, tiles: Tiles, newestFirst: boolean): number {
  if (before.layout === tiles.layout) return tileOfIndex(tiles, indexOfTile(before, tile));
  // What came since stands in front.
  const added = newestFirst ? tiles.count - before.count : 0;
  return Math.max(0, Math.min(tiles.count - 1, tile + added));
}

/**
 * The rows of these tiles in a box of that size. When tiles, size or height change, what stood at
 * the top stays there.
 */
export function useRows(
  tiles: Tiles,
  size: BoxSize | null,
  chosenHeight: number,
  scroller: GridScroller,
  newestFirst: boolean,
) {
  const laidOut = useMemo(() => {
    if (!size || size.width === 0) return null;
    const targetHeight = affordableRowHeight(chosenHeight, size.width, size.height);
    const rows = justifyRows(tiles.aspects, { width: size.width, targetHeight, gap: gridGap });
    return { rows, scroll: new ScaledScroll(rows.height, size.height), height: size.height };
  }, [tiles, size, chosenHeight]);

  const before = useRef<Before | null>(null);
  useLayoutEffect(() => {
    if (!laidOut) return;
    const { rows, scroll, height } = laidOut;
    const offset = () => {
      const old = before.current;
      if (!old || scroller.offset === 0 || tiles.count === 0) return 0;
      const tile = scroller.firstTileInSight();
      const oldTop = old.rows.tops[rowOfTile(old.rows, tile)] ?? 0;
      const newTile = successor(old.tiles, tile, tiles, newestFirst);
      return (rows.tops[rowOfTile(rows, newTile)] ?? 0) - (oldTop - scroller.offset);
    };
    scroller.layOut(rows, scroll, height, offset());
    before.current = { tiles, rows };
  }, [laidOut, scroller, tiles, newestFirst]);

  return laidOut;
}
