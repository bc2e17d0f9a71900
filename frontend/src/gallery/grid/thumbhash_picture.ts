import { thumbHashToDataURL } from 'thumbhash';

const keptMax = 600;
const kept = new Map<string, string>();

function draw(thumbhash: string): string {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
}

/** The blurred picture that a thumbhash stands for, or '' where it stands for none. */
export function thumbhashPicture(thumbhash: string | null): string {
  if (!thumbhash) return '';
  const known = kept.get(thumbhash);
  if (known !== undefined) return known;
  const picture = draw(thumbhash);
  const oldest = kept.keys().next();
  if (kept.size >= keptMax && !oldest.done) kept.delete(oldest.value);
  kept.set(thumbhash, picture);
  return picture;
}
