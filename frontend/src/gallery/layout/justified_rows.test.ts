import { describe, expect, it } from 'vitest';
import { justifyRows, placeRow, rowAtOffset, rowOfTile, tileBeside } from './justified_rows';

const settings = { width: 1000, targetHeight: 200, gap: 4 };

/** The same aspects in every run. */
function photos(count: number): Float32Array {
  const usual = [1.5, 1.333, 0.75, 1.5, 0.667, 1.778, 1, 2.4];
  return Float32Array.from(
    { length: count },
    (_, tile) => usual[(tile * 7 + (tile >> 3)) % 8] ?? 1,
  );
}

describe('justified rows', () => {
  it('hold every tile once, in order', () => {
    const rows = justifyRows(photos(1000), settings);
    expect(rows.firstTiles[0]).toBe(0);
    expect(rows.firstTiles[rows.rowCount]).toBe(1000);
    for (let row = 0; row < rows.rowCount; row += 1) {
      expect(rows.firstTiles[row + 1]).toBeGreaterThan(rows.firstTiles[row] ?? 0);
    }
  });

  it('fill the width to the pixel, but for the last', () => {
    const aspects = photos(1000);
    const rows = justifyRows(aspects, settings);
    for (let row = 0; row < rows.rowCount - 1; row += 1) {
      const last = placeRow(rows, row, aspects).boxes.at(-1);
      expect((last?.left ?? 0) + (last?.width ?? 0)).toBe(1000);
    }
  });

  it('stay near the height that is asked for', () => {
    const aspects = photos(1000);
    const rows = justifyRows(aspects, settings);
    for (let row = 0; row < rows.rowCount; row += 1) {
      const { height } = placeRow(rows, row, aspects);
      expect(height).toBeGreaterThan(130);
      expect(height).toBeLessThan(310);
    }
  });

  it('leave the last row unstretched', () => {
    const aspects = Float32Array.of(1.5, 1.5);
    const rows = justifyRows(aspects, settings);
    expect(placeRow(rows, 0, aspects)).toEqual({
      top: 0,
      height: 200,
      boxes: [
        { tile: 0, left: 0, width: 300 },
        { tile: 1, left: 304, width: 300 },
      ],
    });
  });

  it('are whole pixels, one gap apart', () => {
    const aspects = photos(100);
    const rows = justifyRows(aspects, settings);
    let top = 0;
    for (let row = 0; row < rows.rowCount; row += 1) {
      const placed = placeRow(rows, row, aspects);
      expect(placed.top).toBe(top);
      expect(Number.isInteger(placed.height)).toBe(true);
      top += placed.height + 4;
    }
    expect(rows.height).toBe(top - 4);
  });

  it('take panoramas, strips and screens narrower than a tile', () => {
    const aspects = Float32Array.of(30, 0.01, 12, 1);
    const rows = justifyRows(aspects, { width: 200, targetHeight: 110, gap: 2 });
    expect(rows.firstTiles[rows.rowCount]).toBe(4);
    for (let row = 0; row < rows.rowCount; row += 1) {
      for (const box of placeRow(rows, row, aspects).boxes) {
        expect(box.width).toBeGreaterThan(20);
        expect(box.left + box.width).toBeLessThanOrEqual(200);
      }
    }
  });

  it('are none where there are no tiles', () => {
    const rows = justifyRows(new Float32Array(), settings);
    expect(rows.rowCount).toBe(0);
    expect(rows.height).toBe(0);
  });

  it('are found by offset and by tile', () => {
    const rows = justifyRows(photos(1000), settings);
    for (const row of [0, 1, 57, rows.rowCount - 1]) {
      const top = rows.tops[row] ?? 0;
      expect(rowAtOffset(rows, top)).toBe(row);
      expect(rowAtOffset(rows, top + 50)).toBe(row);
      expect(rowOfTile(rows, rows.firstTiles[row] ?? 0)).toBe(row);
      expect(rowOfTile(rows, (rows.firstTiles[row + 1] ?? 0) - 1)).toBe(row);
    }
    expect(rowAtOffset(rows, -5)).toBe(0);
    expect(rowAtOffset(rows, 1e9)).toBe(rows.rowCount - 1);
  });

  it('lead up and down to the tile that stands nearest', () => {
    const aspects = new Float32Array(20).fill(1);
    const rows = justifyRows(aspects, settings);
    expect(rows.firstTiles[1]).toBe(5);
    expect(tileBeside(rows, aspects, 2, 1)).toBe(7);
    expect(tileBeside(rows, aspects, 7, -1)).toBe(2);
    expect(tileBeside(rows, aspects, 2, -1)).toBe(2);
    expect(tileBeside(rows, aspects, 2, 100)).toBe(17);
  });

  it('hold each of a million tiles once, to the last one', () => {
    const rows = justifyRows(photos(1_000_000), settings);
    expect(rowOfTile(rows, 999_999)).toBe(rows.rowCount - 1);
    for (let row = 1; row < rows.rowCount; row += 1) {
      const isBehind = (rows.firstTiles[row] ?? 0) > (rows.firstTiles[row - 1] ?? 0);
      if (!isBehind) throw new Error(`row ${row} begins before its turn`);
    }
  });
});
