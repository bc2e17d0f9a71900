import { describe, expect, it } from 'vitest';
import type { Image, ImageLayout } from '@/api/types';
import { anchorKey, chunksOf, decodeLayout, pickAspects } from './layout';

const answer: ImageLayout = {
  total: 3,
  complete: true,
  aspect_scale: 1000,
  assumed_aspect: 1500,
  chunk_size: 500,
  anchors: [''],
  aspects: [1333, 0, 750],
};

const image = (fields: Partial<Image>) => fields as Image;
const laidOut = (anchors: string[]) => decodeLayout({ ...answer, anchors });
const hex = (text: string) =>
  [...new TextEncoder().encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('a layout', () => {
  it('gives every image an aspect, assumed where it is unknown', () => {
    const layout = decodeLayout(answer);
    expect(layout.count).toBe(3);
    expect([...layout.aspects]).toEqual([Math.fround(1.333), 1.5, 0.75]);
    expect([...pickAspects(layout.aspects, Uint32Array.of(2, 1))]).toEqual([0.75, 1.5]);
  });

  it('says where an image stands, newest and oldest first', () => {
    const newest = laidOut(['', '900', '400']);
    expect(chunksOf(newest, image({ id: 950 }))[0]).toBe(0);
    expect(chunksOf(newest, image({ id: 900 }))[0]).toBe(0);
    expect(chunksOf(newest, image({ id: 899 }))[0]).toBe(1);
    expect(chunksOf(newest, image({ id: 1 }))[0]).toBe(2);
    const oldest = laidOut(['', '500', '1000']);
    expect(chunksOf(oldest, image({ id: 500 }), 'oldest')[0]).toBe(0);
    expect(chunksOf(oldest, image({ id: 501 }), 'oldest')[0]).toBe(1);
  });

  it('says it by the time of capture, with and without an offset', () => {
    const day = Date.parse('2025-06-01T10:00:00Z');
    const layout = laidOut(['', `${day}.7`]);
    const taken = (taken_at: string | null, created_at = '2030-01-01T00:00:00Z') =>
      chunksOf(layout, image({ id: 1, taken_at, created_at }), 'taken_newest')[0];
    expect(taken('2025-06-01T12:30:00+02:00')).toBe(0);
    expect(taken('2025-06-01T11:30:00+02:00')).toBe(1);
    expect(taken('2025-06-01T09:30:00')).toBe(1);
    expect(taken(null)).toBe(0);
  });

  it('says it by the name, without the case of ASCII letters', () => {
    const layout = laidOut(['', `${hex('img_5.jpg')}.3`, `${hex('ä.jpg')}.9`]);
    expect(anchorKey(layout.anchors[2] ?? '', 'name')).toBe('ä.jpg');
    expect(chunksOf(layout, image({ name: 'IMG_4.jpg' }), 'name')[0]).toBe(0);
    expect(chunksOf(layout, image({ name: 'IMG_6.jpg' }), 'name')[0]).toBe(1);
    expect(chunksOf(layout, image({ name: 'ö.jpg' }), 'name')[0]).toBe(2);
  });

  it('names the neighbours too, and none that is not there', () => {
    expect(chunksOf(laidOut(['', '900', '400']), image({ id: 500 }))).toEqual([1, 2, 0]);
    expect(chunksOf(laidOut(['']), image({ id: 500 }))).toEqual([0]);
  });
});
