import type { Image } from '@/api/types';
import type { Layout } from '../layout/layout';
import {
  anchorOfPage,
  contradicts,
  imagesOnPage,
  nextStep,
  pageCount,
  pageOf,
  pageSize,
} from './page_plan';

export interface FetchedPage {
  images: readonly Image[];
  nextCursor: string | null;
}

export type FetchPage = (cursor: string, signal: AbortSignal) => Promise<FetchedPage>;

const requestsMax = 4;
const pagesKeptMax = 80;
const attemptsMax = 3;
const retryDelayMs = 1000;

/** The gallery changed on the server since it was laid out. */
export class LayoutOutdated extends Error {
  override name = 'LayoutOutdated';
}

/**
 * The images of one layout, fetched as they are wanted: those in sight first, no more than a few at
 * once, and given up when they go out of sight. Keeps the pages that were wanted last.
 */
export class ImagePages {
  private readonly pages = new Map<number, readonly Image[]>();
  private readonly cursors = new Map<number, string>();
  private readonly requests = new Map<number, AbortController>();
  private readonly failures = new Map<number, number>();
  private readonly listeners = new Set<() => void>();
  private wanted: readonly number[] = [];
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private changes = 0;
  private outdated = false;
  private problem: Error | null = null;

  constructor(
    readonly layout: Layout,
    private readonly fetchPage: FetchPage,
    private readonly knownBefore: (index: number) => Image | undefined = () => undefined,
  ) {}

  image(index: number): Image | undefined {
    return this.pages.get(pageOf(index))?.[index % pageSize] ?? this.knownBefore(index);
  }

  /** Every image that is there, with its index. */
  *loaded(): Generator<[index: number, image: Image]> {
    for (const [page, images] of this.pages) {
      for (const [place, image] of images.entries()) yield [page * pageSize + place, image];
    }
  }

  /** Rises with everything that is told to the listeners. */
  readonly version = () => this.changes;

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  get isOutdated(): boolean {
    return this.outdated;
  }

  /** Why the images in sight are not there, once it was tried often enough. */
  get error(): Error | null {
    return this.problem;
  }

  /** These images, and no others, are to be there soon; the first are in sight. */
  want(indices: Iterable<number>): void {
    const pages = new Set<number>();
    for (const index of indices) {
      if (index >= 0 && index < this.layout.count) pages.add(pageOf(index));
    }
    this.wanted = [...pages];
    this.keepOnlyUseful();
    this.fetchNext();
  }

  /** Gives up what is under way; what is there stays. */
  rest(): void {
    this.want([]);
  }

  retry(): void {
    this.failures.clear();
    this.problem = null;
    this.tell();
    this.fetchNext();
  }

  close(): void {
    clearTimeout(this.retryTimer);
    this.rest();
  }

  /** All images from `start` up to `end`, a page at a time. Throws LayoutOutdated. */
  async *imagesBetween(start: number, end: number, signal: AbortSignal) {
    for (let page = pageOf(start); page * pageSize < end; page += 1) {
      const images = this.pages.get(page) ?? (await this.fetchThrough(page, signal));
      const offset = page * pageSize;
      yield images.slice(Math.max(0, start - offset), Math.min(pageSize, end - offset));
    }
  }

  private async fetchThrough(page: number, signal: AbortSignal): Promise<readonly Image[]> {
    for (;;) {
      const step = nextStep(this.layout, page, (each) => this.cursors.get(each));
      const answer = await this.fetchPage(this.cursorOf(step), signal);
      if (contradicts(this.layout, step, answer)) {
        this.becomeOutdated();
        throw new LayoutOutdated('Images came or went meanwhile.');
      }
      this.learnCursor(step, answer);
      if (step === page) return answer.images;
    }
  }

  private cursorOf(page: number): string {
    return anchorOfPage(this.layout, page) ?? this.cursors.get(page) ?? '';
  }

  private stepTo(page: number): number {
    return nextStep(this.layout, page, (each) => this.cursors.get(each));
  }

  private keepOnlyUseful(): void {
    for (const [page, request] of this.requests) {
      const isUseful = this.wanted.some((each) => page <= each && this.stepTo(each) <= page);
      if (isUseful) continue;
      request.abort();
      this.requests.delete(page);
    }
  }

  private fetchNext(): void {
    for (const page of this.wanted) {
      if (this.requests.size >= requestsMax) return;
      if (this.pages.has(page)) continue;
      const step = this.stepTo(page);
      if (this.requests.has(step) || (this.failures.get(step) ?? 0) >= attemptsMax) continue;
      void this.fetch(step);
    }
  }

  private async fetch(page: number): Promise<void> {
    const request = new AbortController();
    this.requests.set(page, request);
    try {
      const answer = await this.fetchPage(this.cursorOf(page), request.signal);
      if (request.signal.aborted) return;
      this.requests.delete(page);
      this.keep(page, answer);
      this.fetchNext();
    } catch (error) {
      if (request.signal.aborted) return;
      this.requests.delete(page);
      this.fail(page, error);
    }
  }

  private keep(page: number, answer: FetchedPage): void {
    this.failures.delete(page);
    if (this.failures.size === 0) this.problem = null;
    this.learnCursor(page, answer);
    this.pages.delete(page);
    this.pages.set(page, answer.images.slice(0, imagesOnPage(this.layout, page)));
    this.forgetOldest();
    if (contradicts(this.layout, page, answer)) this.outdated = true;
    this.tell();
  }

  private learnCursor(page: number, { nextCursor }: FetchedPage): void {
    if (nextCursor !== null && page + 1 < pageCount(this.layout)) {
      this.cursors.set(page + 1, nextCursor);
    }
  }

  private forgetOldest(): void {
    const wanted = new Set(this.wanted);
    for (const page of this.pages.keys()) {
      if (this.pages.size <= pagesKeptMax) return;
      if (!wanted.has(page)) this.pages.delete(page);
    }
  }

  private fail(page: number, error: unknown): void {
    const failures = (this.failures.get(page) ?? 0) + 1;
    this.failures.set(page, failures);
    if (failures >= attemptsMax) {
      this.problem = error instanceof Error ? error : new Error(String(error));
      this.tell();
      return;
    }
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.fetchNext(), retryDelayMs * failures);
  }

  private becomeOutdated(): void {
    this.outdated = true;
    this.tell();
  }

  private tell(): void {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
