import { countIndices, hasIndex, type IndexRanges } from '../selection/index_ranges';
import { type Layout, pickAspects } from './layout';

/** What is shown of a layout: all of it but what is hidden. A tile's `index` is its place in all. */
export interface Tiles {
  readonly layout: Layout;
  readonly count: number;
  readonly aspects: Float32Array;
  /** The index of each tile; null where nothing is hidden and they are the same. */
  readonly places: Uint32Array | null;
  readonly hidden: IndexRanges;
}

export function tilesOf(layout: Layout, hidden: IndexRanges): Tiles {
  if (hidden.length === 0) {
    return { layout, count: layout.count, aspects: layout.aspects, places: null, hidden };
  }
  const places = new Uint32Array(layout.count - countIndices(hidden));
  let tile = 0;
  let index = 0;
  for (const range of [...hidden, { start: layout.count, end: layout.count }]) {
    for (; index < range.start; index += 1) places[tile++] = index;
    index = range.end;
  }
  return {
    layout,
    count: places.length,
    aspects: pickAspects(layout.aspects, places),
    places,
    hidden,
  };
}

export function indexOfTile(tiles: Tiles, tile: number): number {
  return tiles.places ? (tiles.places[tile] ?? 0) : tile;
}

/** The tile of an index, or of the first that is shown behind it. */
export function tileOfIndex({ places, count }: Tiles, index: number): number {
  if (!places) return Math.min(index, Math.max(0, count - 1));
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low);
}

/** Where an index of a layout comes to stand once these are gone. */
export function indexWithout(index: number, gone: IndexRanges): number | null {
  if (hasIndex(gone, index)) return null;
  return gone.reduce(
    (left, { start, end }) => (start < index ? left - (end - start) : left),
    index,
  );
}
