import { describe, expect, it } from 'vitest';
import { domHeightMax, ScaledScroll } from './scaled_scroll';

const viewport = 900;
const million = 41_300_000;

/** Scrolls like a wheel does, with a scroll box that stops at its ends. */
function wheel(scroll: ScaledScroll, box: { top: number }, step: number): number {
  const end = scroll.domHeight - viewport;
  box.top = Math.min(end, Math.max(0, box.top + step));
  scroll.scrolled(box.top);
  const target = scroll.resync();
  if (target === null) return 0;
  box.top = target;
  return 1;
}

describe('scrolling content that is low enough', () => {
  it('is the scrolling of the browser', () => {
    const scroll = new ScaledScroll(4_100_000, viewport);
    expect(scroll.domHeight).toBe(4_100_000);
    for (const top of [0, 120, 3_000_000, 4_099_100, 7]) {
      scroll.scrolled(top);
      expect(scroll.offset).toBe(top);
      expect(scroll.shift).toBe(0);
      expect(scroll.resync()).toBeNull();
    }
  });

  it('stays at the top where everything is in sight', () => {
    const scroll = new ScaledScroll(300, viewport);
    expect(scroll.moveTo(200)).toBe(0);
    expect(scroll.offset).toBe(0);
  });
});

describe('scrolling a million images', () => {
  it('keeps the element as high as browsers can', () => {
    expect(new ScaledScroll(million, viewport).domHeight).toBe(domHeightMax);
  });

  it.each([
    ['down', 1],
    ['up', -1],
  ])('reaches the other end %s, pixel by pixel', (_, direction) => {
    const scroll = new ScaledScroll(million, viewport);
    const box = { top: scroll.moveTo(direction > 0 ? 0 : million) };
    let resyncs = 0;
    let steps = 0;
    const end = direction > 0 ? scroll.offsetMax : 0;
    while (scroll.offset !== end && steps < 1_000_000) {
      const before = scroll.offset;
      resyncs += wheel(scroll, box, direction * 700);
      steps += 1;
      const distance = Math.abs(scroll.offset - before);
      if (scroll.offset !== end && distance !== 700) throw new Error(`skipped at ${before}`);
    }
    expect(scroll.offset).toBe(end);
    expect(steps).toBe(Math.ceil((million - viewport) / 700));
    expect(box.top).toBe(direction > 0 ? domHeightMax - viewport : 0);
    expect(resyncs).toBeLessThan(80);
  });

  it('does not move the content when it is put in step', () => {
    const scroll = new ScaledScroll(million, viewport);
    const box = { top: scroll.moveTo(10_000_000) };
    let seen = 0;
    for (let step = 0; step < 5000; step += 1) {
      const before = scroll.offset;
      if (wheel(scroll, box, 900) === 0) continue;
      seen += 1;
      expect(scroll.offset).toBe(before + 900);
      expect(scroll.offset - scroll.shift).toBe(box.top);
    }
    expect(seen).toBeGreaterThan(2);
  });

  it('follows a drag of the scroll bar to the same share of the way, and to both ends', () => {
    const scroll = new ScaledScroll(million, viewport);
    scroll.scrolled((domHeightMax - viewport) / 2);
    expect(scroll.offset).toBeCloseTo((million - viewport) / 2, -1);
    scroll.scrolled(domHeightMax - viewport);
    expect(scroll.offset).toBe(million - viewport);
    scroll.scrolled(0);
    expect(scroll.offset).toBe(0);
  });

  it('places every row within the element', () => {
    const scroll = new ScaledScroll(million, viewport);
    for (let share = 0; share <= 100; share += 1) {
      scroll.moveTo((million * share) / 100);
      const top = scroll.offset - scroll.shift;
      expect(top).toBeGreaterThanOrEqual(0);
      expect(top + viewport).toBeLessThanOrEqual(domHeightMax);
    }
  });

  it('changes its direction without losing its place', () => {
    const scroll = new ScaledScroll(million, viewport);
    const box = { top: scroll.moveTo(20_000_000) };
    for (let step = 0; step < 2000; step += 1) wheel(scroll, box, 800);
    for (let step = 0; step < 2000; step += 1) wheel(scroll, box, -800);
    expect(scroll.offset).toBe(20_000_000);
  });
});
