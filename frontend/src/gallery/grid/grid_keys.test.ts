import { describe, expect, it } from 'vitest';
import { justifyRows } from '../layout/justified_rows';
import { tileByKey } from './grid_keys';

// Five square tiles in a row of 200 pixels.
const aspects = new Float32Array(1003).fill(1);
const rows = justifyRows(aspects, { width: 1000, targetHeight: 200, gap: 4 });
const press = (key: string, tile: number, hasControl = false) =>
  tileByKey({ key, hasControl }, tile, rows, aspects, 800);

describe('keys in the grid', () => {
  it.each([
    ['ArrowRight', 7, 8],
    ['ArrowRight', 1002, 1002],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 7, 12],
    ['ArrowUp', 7, 2],
    ['ArrowUp', 2, 2],
    ['ArrowDown', 998, 1002],
    ['PageDown', 7, 22],
    ['PageUp', 27, 12],
    ['PageUp', 7, 2],
    ['PageDown', 1001, 1001],
    ['Home', 500, 0],
    ['End', 500, 1002],
  ])('%s leads from %i to %i', (key, from, to) => {
    expect(press(key, from)).toBe(to);
  });

  it('lead to the ends with Control, and else nowhere', () => {
    expect(press('ArrowUp', 500, true)).toBe(0);
    expect(press('ArrowDown', 500, true)).toBe(1002);
    expect(press('x', 500)).toBeNull();
  });
});
