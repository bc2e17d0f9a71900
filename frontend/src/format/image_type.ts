const names: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/heic': 'HEIC',
  'image/heif': 'HEIF',
  'image/avif': 'AVIF',
  'image/tiff': 'TIFF',
  'image/bmp': 'BMP',
  'image/svg+xml': 'SVG',
};

/** JPEG for image/jpeg; what is no image is left as it is spelt. A camera's raw kinds by the letters of their files. */
export function imageTypeName(mimeType: string): string {
  const known = names[mimeType];
  if (known) return known;
  if (!mimeType.startsWith('image/')) return mimeType;
  const [, kind = mimeType] = mimeType.split('/');
  return kind.replace(/^x-/, '').split('-').at(-1)?.toUpperCase() ?? mimeType;
}
