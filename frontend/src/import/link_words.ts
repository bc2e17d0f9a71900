import { t } from '@lingui/core/macro';
import { sourceNames } from '@/texts/sources';
import type { LinkReading, ReadLink, RefusedLink } from './link/link_reading';

function kindWords({ source, kind }: ReadLink): string {
  const name = sourceNames[source];
  switch (kind) {
    case 'folder':
      return t`${name} folder`;
    case 'file':
      return t`A single file of ${name}`;
    case 'unknown':
      return t`${name} link`;
  }
}

/** What is wrong with a link, and what to do about it. */
function refusalWords({ why, host }: RefusedLink): string {
  switch (why) {
    case 'not_a_link':
      return t`This is not a link. In Drive or Dropbox, choose Share, then Copy link.`;
    case 'plain_http':
      return t`The link says http. Replace that by https.`;
    case 'other_host':
      return t`${host} is neither Google Drive nor Dropbox.`;
    case 'look_alike_host':
      return t`${host} only looks like one we know. Do not trust this link.`;
    case 'google_photos':
      return t`Albums of Google Photos cannot be read from outside. Put the photos into a folder of Google Drive and share that.`;
    case 'google_document':
      return t`This is a Google document, not a folder of images. Export it as images to a folder and share that.`;
    case 'google_sign_in':
      return t`This leads to Google's sign-in: the folder is not public. In Drive: Share, then Anyone with the link.`;
    case 'short_link':
      return t`This is a short link. Open it and copy the address that it leads to.`;
    case 'own_pages':
      return t`This is a page of your own account. Open the folder there, choose Share and copy its link.`;
    case 'other_page':
      return t`This page is not a shared folder. Open the folder and copy its link.`;
    case 'no_id':
      return t`The link names no folder: its end is missing. Copy it again, whole.`;
    case 'id_cut_off':
      return t`The link is cut off. Copy it again, whole.`;
    case 'odd_id':
      return t`The folder's ID has characters that no such ID has. Copy the link again.`;
    case 'no_rlkey':
      return t`The link lacks its rlkey part, without which Dropbox shows nothing. Copy the whole link.`;
    case 'dropbox_transfer':
      return t`This is a Dropbox Transfer, which only browsers can read. Ask for a link to the folder.`;
    case 'dropbox_request':
      return t`This is a file request: one can put files there, not read any.`;
    case 'dropbox_paper':
      return t`This is a Dropbox Paper document, not a folder.`;
  }
}

export function linkWords(reading: LinkReading): string {
  return reading.isRead ? kindWords(reading) : refusalWords(reading);
}
