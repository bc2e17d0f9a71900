import { type JustifiedRows, rowAtOffset, rowOfTile, tileBeside } from '../layout/justified_rows';

export interface GridKey {
  key: string;
  hasControl: boolean;
}

/** Where a key leads from a tile, or null where it leads nowhere. */
export function tileByKey(
  { key, hasControl }: GridKey,
  tile: number,
  rows: JustifiedRows,
  aspects: Float32Array,
  viewportHeight: number,
): number | null {
  const last = rows.tileCount - 1;
  if (last < 0) return null;
  const beside = (rowStep: number) => tileBeside(rows, aspects, tile, rowStep);
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, tile - 1);
    case 'ArrowRight':
      return Math.min(last, tile + 1);
    case 'ArrowUp':
      return hasControl ? 0 : beside(-1);
    case 'ArrowDown':
      return hasControl ? last : beside(1);
    case 'PageUp':
      return beside(-rowsPerPage(rows, tile, -viewportHeight));
    case 'PageDown':
      return beside(rowsPerPage(rows, tile, viewportHeight));
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** As many rows as fit into the viewport whole, so that what was last in sight stays in sight. */
function rowsPerPage(rows: JustifiedRows, tile: number, distance: number): number {
  const row = rowOfTile(rows, tile);
  const offset = (rows.tops[row] ?? 0) + distance;
  const target = distance > 0 ? rowAtOffset(rows, offset) : rowAtOffset(rows, offset - 1) + 1;
  return Math.max(1, Math.abs(target - row));
}
