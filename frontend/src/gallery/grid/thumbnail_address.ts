import { objectAddress } from '@/api/object_address';
import type { Image } from '@/api/types';

/** A thumbnail may be enlarged by so much before the larger one is fetched. */
const enlargementMax = 1.12;

/** The smallest thumbnail that is sharp on a tile of that size, or null where there is none. */
export function thumbnailAddress(
  { thumbnails, width, height }: Image,
  tile: { width: number; height: number },
  pixelRatio: number,
): string | null {
  const small = thumbnails?.['256'];
  const large = thumbnails?.['512'];
  const aspect = width && height ? width / height : 1;
  // Tiles are filled; what stands over is cut off.
  const shownHeight = Math.max(tile.height, tile.width / aspect);
  const longest = Math.max(shownHeight, shownHeight * aspect) * pixelRatio;
  const chosen = small && longest <= 256 * enlargementMax ? small : (large ?? small);
  return chosen ? objectAddress(chosen) : null;
}
