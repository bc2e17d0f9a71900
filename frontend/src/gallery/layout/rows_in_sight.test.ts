import { describe, expect, it } from 'vitest';
import { justifyRows } from './justified_rows';
import { affordableRowHeight, rowsInSight, tilesMax } from './rows_in_sight';

const grid = (width: number, targetHeight: number) =>
  justifyRows(new Float32Array(10_000).fill(1.4), { width, targetHeight, gap: 4 });

describe('the rows in sight', () => {
  it.each([
    [360, 700, 110],
    [1280, 800, 200],
    [2560, 1440, 120],
    [3840, 2160, 120],
  ])('cover a viewport of %i × %i and stay few', (width, height, chosen) => {
    const rows = grid(width, affordableRowHeight(chosen, width, height));
    for (const offset of [0, 5000, rows.height / 2, rows.height - height]) {
      const { first, end } = rowsInSight(rows, offset, height);
      expect(rows.tops[first]).toBeLessThanOrEqual(offset);
      expect(rows.tops[end]).toBeGreaterThanOrEqual(Math.min(rows.height, offset + height));
      expect((rows.firstTiles[end] ?? 0) - (rows.firstTiles[first] ?? 0)).toBeLessThanOrEqual(
        tilesMax,
      );
    }
  });

  it('reach beyond both edges where there is room', () => {
    const rows = grid(1280, 200);
    const { first, end } = rowsInSight(rows, 20_000, 800);
    expect(rows.tops[first]).toBeLessThan(20_000 - 800);
    expect(rows.tops[end]).toBeGreaterThan(20_800 + 800);
  });

  it('are none where there are no rows', () => {
    expect(
      rowsInSight(justifyRows(new Float32Array(), { width: 9, targetHeight: 9, gap: 1 }), 0, 9),
    ).toEqual({ first: 0, end: 0 });
  });
});
