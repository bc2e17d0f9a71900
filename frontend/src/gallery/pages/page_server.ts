import type { Image } from '@/api/types';
import type { Layout } from '../layout/layout';
import type { FetchedPage } from './image_pages';

/** For tests: a server with images 1 to `count`, oldest first, whose cursors are ids as they are in truth. */
export class PageServer {
  readonly asked: string[] = [];
  aborted = 0;
  private waiting: (() => void)[] = [];

  constructor(
    public count: number,
    private readonly isHeld = false,
    public refuses = false,
  ) {}

  layout(): Layout {
    const anchors = [''];
    for (let last = 500; last < this.count; last += 500) anchors.push(String(last));
    return {
      count: this.count,
      aspects: new Float32Array(this.count).fill(1),
      chunkSize: 500,
      anchors,
      isComplete: true,
    };
  }

  readonly fetchPage = async (cursor: string, signal: AbortSignal): Promise<FetchedPage> => {
    this.asked.push(cursor);
    if (this.refuses) throw new Error('refused');
    if (this.isHeld) {
      await new Promise<void>((resolve, reject) => {
        this.waiting.push(resolve);
        signal.addEventListener('abort', () => {
          this.aborted += 1;
          reject(signal.reason);
        });
      });
    }
    const first = Number(cursor || 0) + 1;
    const last = Math.min(this.count, first + 99);
    const images = Array.from(
      { length: last - first + 1 },
      (_, at) => ({ id: first + at }) as Image,
    );
    return { images, nextCursor: last < this.count ? String(last) : null };
  };

  answer(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
