/** Rows of whole pixels: tiles `firstTiles[r]` up to `firstTiles[r + 1]` stand at `tops[r]`. */
export interface JustifiedRows {
  readonly width: number;
  readonly gap: number;
  readonly rowCount: number;
  readonly tileCount: number;
  /** One more than there are rows: the last is the number of tiles. */
  readonly firstTiles: Uint32Array;
  /** One more than there are rows: the last is where the next row would stand. */
  readonly tops: Float64Array;
  readonly height: number;
}

export interface RowSettings {
  width: number;
  targetHeight: number;
  gap: number;
}

/** A panorama or a strip keeps a tile that can be seen and hit; the picture in it is cut. */
const aspectMin = 0.5;
const aspectMax = 3;

export function tileAspect(aspect: number): number {
  return Math.min(aspectMax, Math.max(aspectMin, aspect));
}

function rowHeight(aspectSum: number, tiles: number, { width, gap }: RowSettings): number {
  return Math.max(1, Math.round((width - (tiles - 1) * gap) / aspectSum));
}

/**
 * Breaks tiles into rows that fill the width, in one pass: a row ends before or behind the tile that
 * makes it full, whichever brings its height nearer to the target. `aspects` are width by height.
 */
export function justifyRows(aspects: Float32Array, settings: RowSettings): JustifiedRows {
  const { width, targetHeight, gap } = settings;
  const firstTiles = new Uint32Array(aspects.length + 1);
  const tops = new Float64Array(aspects.length + 1);
  let rows = 0;
  let top = 0;
  let first = 0;
  let sum = 0;

  const endRow = (end: number, height: number) => {
    rows += 1;
    top += height + gap;
    firstTiles[rows] = end;
    tops[rows] = top;
    first = end;
  };

  for (let tile = 0; tile < aspects.length; tile += 1) {
    const aspect = tileAspect(aspects[tile] ?? 1);
    const tiles = tile - first + 1;
    if ((sum + aspect) * targetHeight + (tiles - 1) * gap < width) {
      sum += aspect;
      continue;
    }
    const withTile = rowHeight(sum + aspect, tiles, settings);
    const without = tiles > 1 ? rowHeight(sum, tiles - 1, settings) : Number.POSITIVE_INFINITY;
    if (without - targetHeight < targetHeight - withTile) {
      endRow(tile, without);
      sum = aspect;
      // The tile alone may be as wide as the row that it begins.
      if (aspect * targetHeight >= width) {
        endRow(tile + 1, rowHeight(aspect, 1, settings));
        sum = 0;
      }
    } else {
      endRow(tile + 1, withTile);
      sum = 0;
    }
  }
  if (first < aspects.length) endRow(aspects.length, targetHeight);

  return {
    width,
    gap,
    rowCount: rows,
    tileCount: aspects.length,
    firstTiles: firstTiles.slice(0, rows + 1),
    tops: tops.slice(0, rows + 1),
    height: Math.max(0, top - gap),
  };
}

/** The last of `count` places whose value is not above `value`; 0 where there is none. */
function lastNotAbove(values: Uint32Array | Float64Array, count: number, value: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function rowAtOffset(rows: JustifiedRows, offset: number): number {
  return lastNotAbove(rows.tops, rows.rowCount, offset);
}

export function rowOfTile(rows: JustifiedRows, tile: number): number {
  return lastNotAbove(rows.firstTiles, rows.rowCount, tile);
}

export interface TileBox {
  tile: number;
  left: number;
  width: number;
}

export interface RowBoxes {
  top: number;
  height: number;
  boxes: TileBox[];
}

/** Where the tiles of a row stand: whole pixels that add up to the width of a full row. */
export function placeRow(rows: JustifiedRows, row: number, aspects: Float32Array): RowBoxes {
  const { gap, width, firstTiles, tops } = rows;
  const first = firstTiles[row] ?? 0;
  const end = firstTiles[row + 1] ?? first;
  const top = tops[row] ?? 0;
  const height = (tops[row + 1] ?? top) - top - gap;
  let sum = 0;
  for (let tile = first; tile < end; tile += 1) sum += tileAspect(aspects[tile] ?? 1);
  const room = width - (end - first - 1) * gap;
  // A last row that is not full keeps its aspects; every other is stretched by less than a pixel each.
  const isFull = sum * height > room - (end - first);
  const perAspect = isFull ? room / sum : height;
  const boxes: TileBox[] = [];
  let aspectsBefore = 0;
  for (let tile = first; tile < end; tile += 1) {
    const left = Math.round(aspectsBefore * perAspect);
    aspectsBefore += tileAspect(aspects[tile] ?? 1);
    const right = Math.round(aspectsBefore * perAspect);
    boxes.push({ tile, left: left + (tile - first) * gap, width: right - left });
  }
  return { top, height, boxes };
}

/** The tile of another row that stands nearest beneath or above the middle of this one. */
export function tileBeside(
  rows: JustifiedRows,
  aspects: Float32Array,
  tile: number,
  rowStep: number,
): number {
  const row = rowOfTile(rows, tile);
  const other = Math.min(rows.rowCount - 1, Math.max(0, row + rowStep));
  if (other === row) return tile;
  const box = placeRow(rows, row, aspects).boxes.find((each) => each.tile === tile);
  const middle = box ? box.left + box.width / 2 : 0;
  let nearest = rows.firstTiles[other] ?? 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const each of placeRow(rows, other, aspects).boxes) {
    const away = Math.abs(each.left + each.width / 2 - middle);
    if (away < distance) {
      distance = away;
      nearest = each.tile;
    }
  }
  return nearest;
}
