import { describe, expect, it } from 'vitest';
import { contained, fitted, scaleMaxOf, unzoomed, zoomedAt } from './zoom';

const frame = { width: 1000, height: 800 };

describe('zooming', () => {
  it('fits a picture in, and does not enlarge it', () => {
    expect(fitted({ width: 4000, height: 3000 }, frame)).toEqual({ width: 1000, height: 750 });
    expect(fitted({ width: 3000, height: 4000 }, frame)).toEqual({ width: 600, height: 800 });
    expect(fitted({ width: 100, height: 50 }, frame)).toEqual({ width: 100, height: 50 });
  });

  it('keeps what is under the pointer where it is', () => {
    const point = { x: 300, y: -100 };
    const zoom = zoomedAt(zoomedAt(unzoomed, 2, point, 8), 1.5, point, 8);
    expect(zoom.scale).toBe(3);
    expect((point.x - zoom.x) / zoom.scale).toBeCloseTo(300);
    expect((point.y - zoom.y) / zoom.scale).toBeCloseTo(-100);
  });

  it('ends at both ends', () => {
    expect(zoomedAt({ scale: 4, x: 5, y: 5 }, 10, { x: 0, y: 0 }, 8).scale).toBe(8);
    expect(zoomedAt({ scale: 1.2, x: 50, y: 9 }, 0.5, { x: 0, y: 0 }, 8)).toEqual(unzoomed);
    expect(scaleMaxOf({ width: 8000, height: 6000 }, { width: 1000, height: 750 })).toBe(16);
    expect(scaleMaxOf({ width: 500, height: 400 }, { width: 500, height: 400 })).toBe(4);
  });

  it('keeps the edges outside of the frame', () => {
    const shown = { width: 1000, height: 750 };
    expect(contained({ scale: 2, x: 900, y: -900 }, shown, frame)).toEqual({
      scale: 2,
      x: 500,
      y: -350,
    });
    expect(contained({ scale: 1, x: 30, y: 30 }, shown, frame)).toEqual(unzoomed);
  });
});
