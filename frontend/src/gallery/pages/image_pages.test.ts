import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Image } from '@/api/types';
import { ImagePages, LayoutOutdated } from './image_pages';
import { PageServer } from './page_server';

const settled = () => vi.advanceTimersByTimeAsync(0);
const idsBetween = async (pages: ImagePages, start: number, end: number) => {
  const ids: number[] = [];
  for await (const images of pages.imagesBetween(start, end, new AbortController().signal)) {
    ids.push(...images.map(({ id }) => id));
  }
  return ids;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('pages of images', () => {
  it('are asked for by the anchor of their chunk', async () => {
    const server = new PageServer(2000);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([1003]);
    await settled();
    expect(server.asked).toEqual(['1000']);
    expect(pages.image(1003)?.id).toBe(1004);
    expect(pages.image(999)).toBeUndefined();
  });

  it('are walked to from the nearest cursor that is known', async () => {
    const server = new PageServer(2000);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([1250]);
    await settled();
    expect(server.asked).toEqual(['1000', '1100', '1200']);
    pages.want([1300]);
    await settled();
    expect(server.asked.slice(3)).toEqual(['1300']);
  });

  it('are fetched four at once at most, those in sight first', async () => {
    const server = new PageServer(100_000, true);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([5000, 500, 1000, 1500, 2000, 2500]);
    await settled();
    expect(server.asked).toEqual(['5000', '500', '1000', '1500']);
  });

  it('are given up when they go out of sight, but for the way to others', async () => {
    const server = new PageServer(100_000, true);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([5000, 5499, 600]);
    await settled();
    expect(server.asked).toEqual(['5000', '500']);
    pages.want([5499]);
    await settled();
    expect(server.aborted).toBe(1);
    pages.rest();
    await settled();
    expect(server.aborted).toBe(2);
    expect(pages.image(5000)).toBeUndefined();
  });

  it('tell their listeners', async () => {
    const server = new PageServer(2000);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    const before = pages.version();
    const heard = vi.fn();
    pages.subscribe(heard);
    pages.want([0]);
    await settled();
    expect(heard).toHaveBeenCalledOnce();
    expect(pages.version()).toBeGreaterThan(before);
  });

  it('are kept up to a number, those that were wanted last', async () => {
    const server = new PageServer(100_000);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    for (let chunk = 0; chunk < 120; chunk += 1) {
      pages.want([chunk * 500]);
      await settled();
    }
    expect(pages.image(0)).toBeUndefined();
    expect(pages.image(119 * 500)?.id).toBe(119 * 500 + 1);
  });

  it('are tried three times, and once more when asked to', async () => {
    const server = new PageServer(2000, false, true);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([0]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.asked).toHaveLength(3);
    expect(pages.error?.message).toBe('refused');
    server.refuses = false;
    pages.retry();
    await settled();
    expect(pages.error).toBeNull();
    expect(pages.image(0)?.id).toBe(1);
  });

  it('are outdated once they are not those of the layout', async () => {
    const server = new PageServer(950);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    pages.want([0, 950]);
    await settled();
    expect(pages.isOutdated).toBe(false);
    server.count = 951;
    pages.want([949]);
    await settled();
    expect(pages.isOutdated).toBe(true);
  });

  it('show what was known before until they come', async () => {
    const server = new PageServer(2000, true);
    const pages = new ImagePages(
      server.layout(),
      server.fetchPage,
      (index) => ({ id: -index }) as Image,
    );
    pages.want([7]);
    expect(pages.image(7)?.id).toBe(-7);
    server.answer();
    await settled();
    expect(pages.image(7)?.id).toBe(8);
  });

  it('give every image of a range, across chunks', async () => {
    const server = new PageServer(2000);
    const pages = new ImagePages(server.layout(), server.fetchPage);
    const ids = await idsBetween(pages, 480, 1250);
    expect(ids).toEqual(Array.from({ length: 770 }, (_, at) => 481 + at));
  });

  it('refuse a range in which images came or went', async () => {
    const server = new PageServer(2000);
    const pages = new ImagePages(
      { ...server.layout(), anchors: ['', '501', '1000', '1500'] },
      server.fetchPage,
    );
    await expect(idsBetween(pages, 0, 600)).rejects.toThrow(LayoutOutdated);
  });
});
