import { describe, expect, it } from 'vitest';
import { formatCamera, formatDimensions, formatExposure, formatTaken } from './facts';

describe('the facts of an image', () => {
  it("show the camera's own clock", () => {
    expect(formatTaken('2025-06-01T12:34:56+02:00')).toBe('1 Jun 2025, 12:34:56 +02:00');
    expect(formatTaken('2025-06-01T12:34:56Z')).toBe('1 Jun 2025, 12:34:56 UTC');
    expect(formatTaken('2025-06-01T12:34:56')).toBe('1 Jun 2025, 12:34:56');
    expect(formatTaken('long ago')).toBe('long ago');
  });

  it('show the exposure as far as it is known', () => {
    const all = { seconds: 0.008, f_number: 5.6, focal_length_mm: 35, iso: 400 };
    expect(formatExposure(all)).toBe('1/125 s · f/5.6 · 35 mm · ISO 400');
    expect(formatExposure({ seconds: 2, f_number: 8, focal_length_mm: null })).toBe('2 s · f/8');
    expect(formatExposure({})).toBe('');
  });

  it('show size and camera', () => {
    expect(formatDimensions(4000, 3000)).toBe('4000 × 3000 · 12.0 MP');
    expect(formatDimensions(640, 480)).toBe('640 × 480 · 0.31 MP');
    expect(formatCamera('Canon', 'Canon EOS R5')).toBe('Canon EOS R5');
    expect(formatCamera('Sony', 'ILCE-7')).toBe('Sony ILCE-7');
    expect(formatCamera(null, 'ILCE-7')).toBe('ILCE-7');
  });
});
