import { useState } from 'react';
import type { GalleryActions } from './actions/use_gallery_actions';
import { indexOfTile, type Tiles } from './layout/tiles';
import { countIndices, type IndexRanges, noIndices } from './selection/index_ranges';
import type { Selection } from './selection/use_selection';

/** More than so many are deleted only when asked twice. */
const unaskedMax = 100;

/** What keys and buttons do with the selection, or else with the tile that has the focus. */
export function useCommands(
  tiles: Tiles | null,
  selection: Selection,
  actions: GalleryActions,
  activeTile: number,
) {
  const [toDelete, setToDelete] = useState<IndexRanges>(noIndices);

  const removeNow = async (ranges: IndexRanges) => {
    if (await actions.remove(ranges)) selection.clear();
  };
  const remove = (ranges: IndexRanges) => {
    const count = countIndices(ranges);
    if (count > unaskedMax) setToDelete(ranges);
    else if (count > 0) void removeNow(ranges);
  };
  const hasFocus = () => Boolean(document.activeElement?.closest('[data-tile]'));
  const chosen = (): IndexRanges => {
    if (selection.ranges.length > 0) return selection.ranges;
    if (!tiles || !hasFocus()) return noIndices;
    const index = indexOfTile(tiles, activeTile);
    return [{ start: index, end: index + 1 }];
  };
  const forChosen = (act: (ranges: IndexRanges) => void) => () => {
    const ranges = chosen();
    if (ranges.length > 0) act(ranges);
  };
  return {
    hasFocus,
    forChosen,
    remove,
    /** What waits for the second word. */
    toDelete,
    keep: () => setToDelete(noIndices),
    confirm: () => void removeNow(toDelete),
  };
}
