import { describe, expect, it } from 'vitest';
import type { Job } from '@/api/types';
import { outcomeSegments } from './outcome_segments';

const segments = (total: number, imported: number, skipped: number, failed: number) =>
  outcomeSegments({
    total_files: total,
    imported_files: imported,
    skipped_files: skipped,
    failed_files: failed,
  } as Job);
const counts = (all: ReturnType<typeof segments>) => all.map(({ count }) => count);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe('the outcome bar', () => {
  it('adds up to the total', () => {
    expect(counts(segments(100, 60, 5, 2))).toEqual([60, 5, 2, 33]);
    expect(sum(segments(7, 1, 1, 1).map(({ percent }) => percent))).toBeCloseTo(100);
  });
  it('has each segment end where the next begins, and the last at the end', () => {
    expect(segments(100, 60, 5, 2).map(({ until }) => until)).toEqual([60, 65, 67, 100]);
    expect(segments(5, 6, 0, 0).map(({ until }) => until)).toEqual([100, 100, 100, 100]);
  });
  it('is empty before anything is found', () => {
    expect(segments(0, 0, 0, 0).map(({ percent }) => percent)).toEqual([0, 0, 0, 0]);
    expect(segments(0, 0, 0, 0).map(({ until }) => until)).toEqual([0, 0, 0, 0]);
  });
  it('never shows more than there is, nor less than nothing', () => {
    expect(counts(segments(5, 6, 0, 0))).toEqual([6, 0, 0, 0]);
  });
});
