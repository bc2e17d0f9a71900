import type { Source } from '@/api/types';

/** What can be said of a link without asking anybody. The server looks again, and decides. */
export type LinkReading = ReadLink | RefusedLink;

export interface ReadLink {
  isRead: true;
  source: Source;
  /** Of `open?id=` and of a path inside a Dropbox folder only the provider can tell. */
  kind: 'folder' | 'file' | 'unknown';
  id: string;
  /** Whether the link holds the resource key or rlkey that some folders do not open without. */
  hasKey: boolean;
  /** As it was given. */
  address: string;
}

export interface RefusedLink {
  isRead: false;
  why: LinkRefusal;
  address: string;
  host: string;
}

export type LinkRefusal =
  | 'not_a_link'
  | 'plain_http'
  | 'other_host'
  | 'look_alike_host'
  | 'google_photos'
  | 'google_document'
  | 'google_sign_in'
  | 'short_link'
  | 'own_pages'
  | 'other_page'
  | 'no_id'
  | 'id_cut_off'
  | 'odd_id'
  | 'no_rlkey'
  | 'dropbox_transfer'
  | 'dropbox_request'
  | 'dropbox_paper';

export const tokenLengthMax = 200;

/** What ids and keys are made of. */
export function isToken(text: string): boolean {
  return text.length <= tokenLengthMax && /^[A-Za-z0-9_-]+$/.test(text);
}
