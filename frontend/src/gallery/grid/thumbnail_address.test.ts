import { describe, expect, it } from 'vitest';
import type { Image } from '@/api/types';
import { thumbnailAddress } from './thumbnail_address';

const image = {
  width: 4000,
  height: 3000,
  thumbnails: {
    '256': 'http://other/objects/a-256.webp',
    '512': 'http://other/objects/a-512.webp',
  },
} as Image;

describe('the thumbnail of a tile', () => {
  it('is the small one where that is sharp', () => {
    expect(thumbnailAddress(image, { width: 267, height: 200 }, 1)).toBe('/objects/a-256.webp');
    expect(thumbnailAddress(image, { width: 147, height: 110 }, 1)).toBe('/objects/a-256.webp');
  });

  it('is the large one on large tiles and fine screens', () => {
    expect(thumbnailAddress(image, { width: 320, height: 240 }, 1)).toBe('/objects/a-512.webp');
    expect(thumbnailAddress(image, { width: 267, height: 200 }, 2)).toBe('/objects/a-512.webp');
  });

  it('is none where there are none', () => {
    expect(
      thumbnailAddress({ ...image, thumbnails: null }, { width: 99, height: 99 }, 1),
    ).toBeNull();
    expect(thumbnailAddress({ ...image, thumbnails: {} }, { width: 99, height: 99 }, 1)).toBeNull();
  });
});
