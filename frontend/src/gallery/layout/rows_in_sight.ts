import { type JustifiedRows, rowAtOffset } from './justified_rows';

export interface RowSpan {
  readonly first: number;
  readonly end: number;
}

/** How far beyond its edges the viewport is filled beforehand, in viewports. */
const overscan = 1.5;
/** So many tiles stand in the page at most, but for those of one row. */
export const tilesMax = 180;

/** The rows to be drawn: those in sight, and as many around them as there may be tiles. */
export function rowsInSight(rows: JustifiedRows, offset: number, height: number): RowSpan {
  if (rows.rowCount === 0) return { first: 0, end: 0 };
  let first = rowAtOffset(rows, offset);
  let end = rowAtOffset(rows, offset + height) + 1;
  const top = offset - height * overscan;
  const bottom = offset + height * (1 + overscan);
  const tilesOf = (from: number, to: number) =>
    (rows.firstTiles[to] ?? 0) - (rows.firstTiles[from] ?? 0);
  for (;;) {
    const mayGrowDown = end < rows.rowCount && (rows.tops[end] ?? 0) < bottom;
    if (mayGrowDown && tilesOf(first, end + 1) <= tilesMax) end += 1;
    else if (mayGrowDown) break;
    const mayGrowUp = first > 0 && (rows.tops[first] ?? 0) > top;
    if (mayGrowUp && tilesOf(first - 1, end) <= tilesMax) first -= 1;
    else if (mayGrowUp || !mayGrowDown) break;
  }
  return { first, end };
}

const tilesInSightMax = 130;
const usualAspect = 1.4;

/** The height that was chosen, or more where so many tiles would be in sight that nothing is left for the way. */
export function affordableRowHeight(chosen: number, width: number, height: number): number {
  return Math.max(chosen, Math.ceil(Math.sqrt((width * height) / (tilesInSightMax * usualAspect))));
}
