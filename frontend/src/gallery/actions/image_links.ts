import { objectAddress } from '@/api/object_address';
import type { Image } from '@/api/types';

/** More than this is handed over as a list, not as files one by one. */
export const downloadsMax = 30;

function follow(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

export function downloadImage(image: Image): void {
  follow(objectAddress(image.storage_url), image.name);
}

/** With the server's name, also where the server itself leaves it out. */
export function wholeAddress(image: Image): string {
  return new URL(image.storage_url, location.href).href;
}

export function linesOf(images: readonly Image[]): string {
  return images.map(wholeAddress).join('\n');
}

/** A text file with an address on each line, as `wget -i` takes it. */
export function downloadList(images: readonly Image[]): void {
  const address = URL.createObjectURL(new Blob([`${linesOf(images)}\n`], { type: 'text/plain' }));
  follow(address, 'pixferry-images.txt');
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
