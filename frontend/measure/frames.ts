import type { Page } from '@playwright/test';

/** The times from one frame to the next, in milliseconds. */
export interface Frames {
  count: number;
  median: number;
  p95: number;
  longest: number;
}

function summary(times: readonly number[]): Frames {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) /
    10;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), longest: at(1) };
}

/** Scrolls an element by so many pixels with each frame, or waits where there is none. */
export async function measureFrames(
  page: Page,
  selector: string | null,
  pixelsPerSecond: number,
  durationMs: number,
): Promise<Frames> {
  const times = await page.evaluate(
    ({ box, speed, duration }) =>
      new Promise<number[]>((resolve) => {
        const element = box === null ? null : document.querySelector(box);
        const taken: number[] = [];
        const begin = performance.now();
        let last = begin;
        const step = (now: number) => {
          taken.push(now - last);
          if (element) element.scrollTop += (speed * Math.min(50, now - last)) / 1000;
          last = now;
          if (now - begin < duration) requestAnimationFrame(step);
          else resolve(taken.slice(2));
        };
        requestAnimationFrame(step);
      }),
    { box: selector, speed: pixelsPerSecond, duration: durationMs },
  );
  return summary(times);
}

/** To be called before the page is opened. */
export async function observePaint(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { largestPaint: 0, shift: 0 };
    Object.assign(window, { pixferrySeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largestPaint = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || !('hadRecentInput' in entry)) continue;
        if (!entry.hadRecentInput) seen.shift += Number(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

export async function paintOf(page: Page): Promise<{ largestPaintMs: number; shift: number }> {
  const seen = await page.evaluate(() =>
    'pixferrySeen' in window ? (window.pixferrySeen as Record<string, number>) : {},
  );
  return {
    largestPaintMs: Math.round(seen.largestPaint ?? 0),
    shift: Math.round((seen.shift ?? 0) * 10_000) / 10_000,
  };
}

/** What the page's own objects take once the garbage is gone, in megabytes. */
export async function heapMegabytes(page: Page): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  await client.send('Performance.enable');
  const { metrics } = await client.send('Performance.getMetrics');
  await client.detach();
  const bytes = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return Math.round(bytes / 100_000) / 10;
}

/** How much of its time the main thread works while something is done, in percent of one core. */
export async function busyPercent(page: Page, work: () => Promise<unknown>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const taskSeconds = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await taskSeconds();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const busy = (await taskSeconds()) - before;
  await client.detach();
  return Math.round((busy / seconds) * 1000) / 10;
}
