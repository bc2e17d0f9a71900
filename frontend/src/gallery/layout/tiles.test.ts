import { describe, expect, it } from 'vitest';
import type { Layout } from './layout';
import { indexOfTile, indexWithout, tileOfIndex, tilesOf } from './tiles';

const layout: Layout = {
  count: 10,
  aspects: Float32Array.from({ length: 10 }, (_, index) => index + 1),
  chunkSize: 500,
  anchors: [''],
  isComplete: true,
};
const hidden = [
  { start: 0, end: 2 },
  { start: 5, end: 6 },
];

describe('tiles', () => {
  it('are the images where nothing is hidden', () => {
    const tiles = tilesOf(layout, []);
    expect(tiles.count).toBe(10);
    expect(indexOfTile(tiles, 7)).toBe(7);
    expect(tileOfIndex(tiles, 7)).toBe(7);
    expect(tiles.aspects).toBe(layout.aspects);
  });

  it('leave out what is hidden', () => {
    const tiles = tilesOf(layout, hidden);
    expect([...(tiles.places ?? [])]).toEqual([2, 3, 4, 6, 7, 8, 9]);
    expect([...tiles.aspects]).toEqual([3, 4, 5, 7, 8, 9, 10]);
    expect(indexOfTile(tiles, 3)).toBe(6);
    expect(tileOfIndex(tiles, 6)).toBe(3);
    expect(tileOfIndex(tiles, 5)).toBe(3);
  });

  it('may be none', () => {
    expect(tilesOf(layout, [{ start: 0, end: 10 }]).count).toBe(0);
  });

  it('move up when those before them are gone for good', () => {
    expect(indexWithout(6, hidden)).toBe(3);
    expect(indexWithout(2, hidden)).toBe(0);
    expect(indexWithout(5, hidden)).toBeNull();
  });
});
