import { useCallback, useMemo, useState } from 'react';
import { indexOfTile, type Tiles } from '../layout/tiles';
import {
  difference,
  type IndexRanges,
  noIndices,
  rangeBetween,
  toggled,
  union,
} from './index_ranges';

interface SelectionState {
  tiles: Tiles | null;
  ranges: IndexRanges;
  /** What was selected when the range began that grows with every Shift. */
  before: IndexRanges;
  anchor: number | null;
}

const nothing: SelectionState = { tiles: null, ranges: noIndices, before: noIndices, anchor: null };

export interface Selection {
  readonly ranges: IndexRanges;
  toggle(tile: number): void;
  /** Selects from the tile that was touched last up to this one. */
  extendTo(tile: number, from: number): void;
  selectAll(): void;
  clear(): void;
}

/** Which images are selected. It ends with the layout that it was made in. */
export function useSelection(tiles: Tiles | null): Selection {
  const [kept, setState] = useState(nothing);
  const state = kept.tiles?.layout === tiles?.layout ? kept : nothing;

  const toggle = useCallback(
    (tile: number) => {
      if (!tiles) return;
      const index = indexOfTile(tiles, tile);
      setState((old) => {
        const ranges = toggled(old.tiles?.layout === tiles.layout ? old.ranges : noIndices, index);
        return { tiles, ranges, before: ranges, anchor: index };
      });
    },
    [tiles],
  );
  const extendTo = useCallback(
    (tile: number, from: number) => {
      if (!tiles) return;
      const index = indexOfTile(tiles, tile);
      setState((kept) => {
        const old = kept.tiles?.layout === tiles.layout ? kept : nothing;
        const anchor = old.anchor ?? indexOfTile(tiles, from);
        const range = rangeBetween(anchor, index);
        const shown = difference([range], tiles.hidden);
        return { tiles, ranges: union(old.before, shown), before: old.before, anchor };
      });
    },
    [tiles],
  );
  const selectAll = useCallback(() => {
    if (!tiles) return;
    const { count } = tiles.layout;
    const ranges = difference([{ start: 0, end: count }], tiles.hidden);
    setState({ tiles, ranges, before: ranges, anchor: null });
  }, [tiles]);
  const clear = useCallback(() => setState(nothing), []);

  return useMemo(
    () => ({ ranges: state.ranges, toggle, extendTo, selectAll, clear }),
    [state.ranges, toggle, extendTo, selectAll, clear],
  );
}
