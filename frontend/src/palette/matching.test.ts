import { describe, expect, it } from 'vitest';
import { matchScore } from './matching';

const better = (typed: string, one: string, other: string) =>
  expect(matchScore(typed, one) ?? -1).toBeGreaterThan(matchScore(typed, other) ?? -1);

describe('what was typed', () => {
  it('is found in any order of its words', () => {
    expect(matchScore('job pause', 'Pause the job')).not.toBeNull();
  });
  it('is not found where one of its words is missing', () => {
    expect(matchScore('pause all', 'Pause the job')).toBeNull();
    expect(matchScore('x', 'Pause the job')).toBeNull();
  });
  it('is everything where it is nothing', () => {
    expect(matchScore('', 'Pause')).toBe(0);
    expect(matchScore('  \t', 'Pause')).toBe(0);
    expect(matchScore('…', 'Pause')).toBe(0);
  });
  it('is the same in capitals and without accents', () => {
    expect(matchScore('MUNCHEN', 'Fotos aus München')).not.toBeNull();
    expect(matchScore('münchen', 'fotos aus munchen')).not.toBeNull();
    expect(matchScore('фото', 'ФОТО 2025')).not.toBeNull();
  });
  it('is rather a whole word than a beginning, and rather that than a piece', () => {
    better('art', 'Art fair', 'Artful');
    better('art', 'Artful', 'Start');
    expect(matchScore('art', 'Start')).not.toBeNull();
  });
  it('has no signs that mean something', () => {
    expect(matchScore('.*', 'Pause')).toBe(0);
    expect(matchScore('wedding (2025)', 'Wedding_2025')).not.toBeNull();
    expect(matchScore('a-b', 'b/a')).not.toBeNull();
  });
});
