import { i18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { formatBytes } from './bytes';
import { formatDuration, formatTimeLeft } from './duration';
import { imageTypeName } from './image_type';
import { formatRelative } from './time';

i18n.loadAndActivate({ locale: 'en', messages: {} });

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [99_949, '99.9 kB'],
    [99_950, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [61_200_000_000, '61.2 GB'],
    [5e18, '5000 PB'],
  ])('of %d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('durations', () => {
  it.each([
    [0, '0:00'],
    [-3, '0:00'],
    [3.4, '0:03'],
    [59.6, '1:00'],
    [1420, '23:40'],
    [3900, '1:05:00'],
  ])('of %d s are %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});

describe('forecasts', () => {
  it.each([
    [3, 'a few seconds left'],
    [12, 'about 20 s left'],
    [60, 'about 1 min left'],
    [540, 'about 9 min left'],
    [541, 'about 10 min left'],
    [7200, 'about 2 h left'],
    [7800, 'about 2 h 10 min left'],
    [200_000, 'about 2 d 8 h left'],
  ])('of %d s are %s', (seconds, text) => {
    expect(formatTimeLeft(seconds)).toBe(text);
  });
});

describe('times', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const told = (seconds: number) => formatRelative(new Date(now.getTime() - seconds * 1000), now);
  it('are told by how long ago they were', () => {
    expect(told(10)).toBe('just now');
    expect(told(50)).toBe('1 min. ago');
    expect(told(3000)).toBe('50 min. ago');
    expect(told(7200)).toBe('2 hr. ago');
    expect(told(86_400 * 3)).toBe('3 days ago');
  });
});

describe('types of images', () => {
  it.each([
    ['image/jpeg', 'JPEG'],
    ['image/x-canon-cr2', 'CR2'],
    ['image/x-adobe-dng', 'DNG'],
    ['video/mp4', 'video/mp4'],
  ])('%s is %s', (mimeType, name) => {
    expect(imageTypeName(mimeType)).toBe(name);
  });
});
