import { plural, t } from '@lingui/core/macro';
import { useMemo } from 'react';
import type { Image } from '@/api/types';
import { copyText } from '@/components/CopyButton';
import { dismissToast, toast } from '@/components/toast';
import type { Tiles } from '../layout/tiles';
import { type ImagePages, LayoutOutdated } from '../pages/image_pages';
import { countIndices, type IndexRanges } from '../selection/index_ranges';
import { holdDeletion, undoMs } from './deletions';
import { downloadImage, downloadList, downloadsMax, linesOf } from './image_links';

/** As many addresses as a clipboard and a list are good for. */
const linksMax = 10_000;
/** Files asked for at the same moment are dropped by browsers. */
const downloadPauseMs = 150;

export interface GalleryActions {
  copyUrls(ranges: IndexRanges): Promise<void>;
  download(ranges: IndexRanges): Promise<void>;
  /** Answers whether they are hidden now. */
  remove(ranges: IndexRanges): Promise<boolean>;
  /** Takes the last deletion back, if that is still possible. */
  undo(): void;
}

async function imagesOf(pages: ImagePages, ranges: IndexRanges): Promise<Image[]> {
  const images: Image[] = [];
  const { signal } = new AbortController();
  for (const { start, end } of ranges) {
    for await (const page of pages.imagesBetween(start, end, signal)) images.push(...page);
  }
  return images;
}

function tellFailure(error: unknown): void {
  const text =
    error instanceof LayoutOutdated
      ? t`Images came or went meanwhile. Nothing was done; look at the selection again.`
      : error instanceof Error
        ? error.message
        : String(error);
  toast(text, { tone: 'bad', durationMs: undoMs });
}

const pause = () => new Promise((resolve) => setTimeout(resolve, downloadPauseMs));

async function copyUrls(pages: ImagePages, ranges: IndexRanges): Promise<void> {
  const images = await imagesOf(pages, ranges);
  const isCopied = await copyText(linesOf(images));
  if (isCopied) {
    toast(plural(images.length, { one: 'Address copied', other: '# addresses copied' }), {
      tone: 'ok',
    });
  } else toast(t`The browser does not let this page copy.`, { tone: 'bad' });
}

async function download(pages: ImagePages, ranges: IndexRanges): Promise<void> {
  const images = await imagesOf(pages, ranges);
  if (images.length > downloadsMax) {
    downloadList(images);
    toast(t`A list of their addresses was saved: wget -i pixferry-images.txt fetches them.`, {
      durationMs: undoMs,
    });
    return;
  }
  for (const image of images) {
    downloadImage(image);
    await pause();
  }
}

let undoLast: (() => void) | null = null;

async function remove(pages: ImagePages, ranges: IndexRanges): Promise<boolean> {
  const images = await imagesOf(pages, ranges);
  const ids = images.map(({ id }) => id);
  const takeBack = holdDeletion(
    { layout: pages.layout, ranges, ids },
    { onFailure: tellFailure, onDone: () => undefined },
  );
  const shown = toast(plural(ids.length, { one: 'Image deleted', other: '# images deleted' }), {
    durationMs: undoMs,
    action: { label: t`Undo`, run: takeBack },
  });
  undoLast = () => {
    takeBack();
    dismissToast(shown);
  };
  return true;
}

function isTooMany(ranges: IndexRanges): boolean {
  if (countIndices(ranges) <= linksMax) return false;
  toast(t`Select 10,000 images at most for this.`, { tone: 'bad' });
  return true;
}

/** What can be done with images of the gallery. Each tells the user what came of it. */
export function useGalleryActions(tiles: Tiles | null, pages: ImagePages | null): GalleryActions {
  return useMemo(() => {
    const guarded = async (work: (pages: ImagePages) => Promise<unknown>): Promise<boolean> => {
      if (!pages || !tiles) return false;
      try {
        await work(pages);
        return true;
      } catch (error) {
        tellFailure(error);
        return false;
      }
    };
    return {
      copyUrls: async (ranges) => {
        if (!isTooMany(ranges)) await guarded((each) => copyUrls(each, ranges));
      },
      download: async (ranges) => {
        if (!isTooMany(ranges)) await guarded((each) => download(each, ranges));
      },
      remove: (ranges) => guarded((each) => remove(each, ranges)),
      undo: () => {
        undoLast?.();
        undoLast = null;
      },
    };
  }, [tiles, pages]);
}
