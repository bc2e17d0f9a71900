/** Whole numbers from `start` up to `end`, which is not among them. */
export interface IndexRange {
  readonly start: number;
  readonly end: number;
}

/** A set of indices as ranges in order, none touching another: a million cost as little as one. */
export type IndexRanges = readonly IndexRange[];

export const noIndices: IndexRanges = [];

export function rangeBetween(one: number, other: number): IndexRange {
  return { start: Math.min(one, other), end: Math.max(one, other) + 1 };
}

export function hasIndex(ranges: IndexRanges, index: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (!range || index < range.start) high = middle - 1;
    else if (index >= range.end) low = middle + 1;
    else return true;
  }
  return false;
}

export function countIndices(ranges: IndexRanges): number {
  return ranges.reduce((count, { start, end }) => count + end - start, 0);
}

export function withRange(ranges: IndexRanges, added: IndexRange): IndexRanges {
  if (added.start >= added.end) return ranges;
  const before = ranges.filter((range) => range.end < added.start);
  const behind = ranges.filter((range) => range.start > added.end);
  const touched = ranges.slice(before.length, ranges.length - behind.length);
  const start = Math.min(added.start, touched[0]?.start ?? added.start);
  const end = Math.max(added.end, touched.at(-1)?.end ?? added.end);
  return [...before, { start, end }, ...behind];
}

export function withoutRange(ranges: IndexRanges, removed: IndexRange): IndexRanges {
  return ranges.flatMap((range) =>
    [
      { start: range.start, end: Math.min(range.end, removed.start) },
      { start: Math.max(range.start, removed.end), end: range.end },
    ].filter(({ start, end }) => start < end),
  );
}

export function union(ranges: IndexRanges, added: IndexRanges): IndexRanges {
  return added.reduce(withRange, ranges);
}

export function difference(ranges: IndexRanges, removed: IndexRanges): IndexRanges {
  return removed.reduce(withoutRange, ranges);
}

export function toggled(ranges: IndexRanges, index: number): IndexRanges {
  const range = { start: index, end: index + 1 };
  return hasIndex(ranges, index) ? withoutRange(ranges, range) : withRange(ranges, range);
}

export function* indicesOf(ranges: IndexRanges): Generator<number> {
  for (const { start, end } of ranges) {
    for (let index = start; index < end; index += 1) yield index;
  }
}
