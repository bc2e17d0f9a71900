import { memo } from 'react';
import { type JustifiedRows, placeRow } from '../layout/justified_rows';
import { indexOfTile, type Tiles } from '../layout/tiles';
import type { ImagePages } from '../pages/image_pages';
import { hasIndex, type IndexRanges } from '../selection/index_ranges';
import { Tile } from './Tile';

export interface GridRowProps {
  rows: JustifiedRows;
  row: number;
  shift: number;
  tiles: Tiles;
  pages: ImagePages;
  /** Tells memo that other images are there. */
  pagesVersion: number;
  selected: IndexRanges;
  focusableTile: number;
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { rows, row, shift, tiles, pages, selected, focusableTile } = props;
  const { top, height, boxes } = placeRow(rows, row, tiles.aspects);
  return (
    <div
      role="row"
      aria-rowindex={row + 1}
      className="tile-row"
      style={{ top: top - shift, height }}
    >
      {boxes.map(({ tile, left, width }, column) => {
        const index = indexOfTile(tiles, tile);
        return (
          <Tile
            key={index}
            tile={tile}
            column={column + 1}
            left={left}
            width={width}
            height={height}
            image={pages.image(index)}
            isSelected={hasIndex(selected, index)}
            isSelecting={selected.length > 0}
            isFocusable={tile === focusableTile}
          />
        );
      })}
    </div>
  );
});
