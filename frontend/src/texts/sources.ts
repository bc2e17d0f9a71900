import type { Source } from '@/api/types';

/** Names of products: they are the same in every language. */
export const sourceNames: Record<Source, string> = {
  google_drive: 'Google Drive',
  dropbox: 'Dropbox',
};
