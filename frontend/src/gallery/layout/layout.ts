import type { Image, ImageLayout } from '@/api/types';

/** GET /images/layout in arrays of numbers: what places every image, before any of them is known. */
export interface Layout {
  readonly count: number;
  /** Width by height. */
  readonly aspects: Float32Array;
  readonly chunkSize: number;
  /** The cursor of each chunk; that of the first is empty. */
  readonly anchors: readonly string[];
  /** Otherwise there are more images than can be laid out. */
  readonly isComplete: boolean;
}

export function decodeLayout(answer: ImageLayout): Layout {
  const { aspects, aspect_scale: scale, assumed_aspect: assumed } = answer;
  const decoded = new Float32Array(aspects.length);
  for (let index = 0; index < aspects.length; index += 1) {
    decoded[index] = (aspects[index] || assumed) / scale;
  }
  return {
    count: aspects.length,
    aspects: decoded,
    chunkSize: answer.chunk_size,
    anchors: answer.anchors,
    isComplete: answer.complete,
  };
}

/** The aspects of the images at these places, for a gallery in which some are hidden. */
export function pickAspects(aspects: Float32Array, places: Uint32Array): Float32Array {
  return Float32Array.from(places, (place) => aspects[place] ?? 1);
}

function keyOf(image: Image, sort: string): number | string {
  if (sort === 'name') {
    const key = [...image.name].slice(0, 100).join('');
    return key.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }
  if (sort === 'taken_newest' || sort === 'taken_oldest') {
    // A camera that wrote no offset counts as one in UTC.
    const taken = image.taken_at;
    const hasOffset = taken !== null && /(Z|[+-][0-9]{2}:[0-9]{2})$/.test(taken);
    return Date.parse(taken === null ? image.created_at : hasOffset ? taken : `${taken}Z`);
  }
  return image.id;
}

function textOfHex(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

/** What a chunk is sorted by at its beginning, as its cursor tells; null for the first. */
export function anchorKey(anchor: string, sort: string): number | string | null {
  if (anchor === '') return null;
  const [key = '', id] = anchor.split('.');
  if (id === undefined) return Number(key);
  return sort === 'name' ? textOfHex(key) : Number(key);
}

/**
 * The chunks in which an image can be, the likeliest first: its neighbours too, as several images may
 * share a name or a second.
 */
export function chunksOf(layout: Layout, image: Image, sort = 'newest'): number[] {
  const key = keyOf(image, sort);
  const isFalling = sort === 'newest' || sort === 'taken_newest';
  const begins = (chunk: number) => {
    const anchor = anchorKey(layout.anchors[chunk] ?? '', sort);
    // A cursor names the last image of the chunk before.
    return anchor === null || (isFalling ? key < anchor : key > anchor);
  };
  let low = 0;
  let high = layout.anchors.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (begins(middle)) low = middle;
    else high = middle - 1;
  }
  return [low, low + 1, low - 1].filter((chunk) => chunk >= 0 && chunk < layout.anchors.length);
}
