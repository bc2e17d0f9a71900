import { describe, expect, it } from 'vitest';
import {
  countIndices,
  difference,
  hasIndex,
  type IndexRanges,
  indicesOf,
  noIndices,
  rangeBetween,
  toggled,
  union,
  withoutRange,
  withRange,
} from './index_ranges';

const of = (...pairs: [number, number][]): IndexRanges =>
  pairs.map(([start, end]) => ({ start, end }));

describe('ranges of indices', () => {
  it('join where they touch or overlap', () => {
    expect(withRange(of([0, 3], [5, 8]), { start: 3, end: 5 })).toEqual(of([0, 8]));
    expect(withRange(of([0, 3], [5, 8], [20, 21]), { start: 2, end: 10 })).toEqual(
      of([0, 10], [20, 21]),
    );
  });

  it('stay apart and in order where they do not', () => {
    expect(withRange(of([10, 12]), { start: 2, end: 4 })).toEqual(of([2, 4], [10, 12]));
    expect(withRange(of([2, 4], [10, 12]), { start: 6, end: 7 })).toEqual(
      of([2, 4], [6, 7], [10, 12]),
    );
  });

  it('are cut by what is taken out', () => {
    expect(withoutRange(of([0, 10]), { start: 3, end: 5 })).toEqual(of([0, 3], [5, 10]));
    expect(withoutRange(of([0, 3], [5, 8]), { start: 0, end: 6 })).toEqual(of([6, 8]));
    expect(withoutRange(of([0, 3]), { start: 0, end: 3 })).toEqual(noIndices);
  });

  it('toggle single indices', () => {
    let ranges = toggled(noIndices, 4);
    ranges = toggled(ranges, 5);
    ranges = toggled(ranges, 4);
    expect(ranges).toEqual(of([5, 6]));
  });

  it('reach between two indices, whichever comes first', () => {
    expect(rangeBetween(9, 4)).toEqual({ start: 4, end: 10 });
    expect(rangeBetween(4, 4)).toEqual({ start: 4, end: 5 });
  });

  it('count and hold a million as easily as one', () => {
    const all = of([0, 1_000_000]);
    expect(countIndices(all)).toBe(1_000_000);
    expect(hasIndex(all, 999_999)).toBe(true);
    expect(hasIndex(all, 1_000_000)).toBe(false);
  });

  it('do as sets do, in ten thousand random steps', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let ranges = noIndices;
    const set = new Set<number>();
    for (let step = 0; step < 10_000; step += 1) {
      const range = rangeBetween(random(200), random(200));
      const adds = random(2) === 0;
      ranges = adds ? union(ranges, [range]) : difference(ranges, [range]);
      for (let index = range.start; index < range.end; index += 1) {
        if (adds) set.add(index);
        else set.delete(index);
      }
      const probe = random(200);
      if (hasIndex(ranges, probe) !== set.has(probe)) throw new Error(`differs at step ${step}`);
    }
    expect([...indicesOf(ranges)]).toEqual([...set].sort((a, b) => a - b));
    expect(countIndices(ranges)).toBe(set.size);
  });
});
