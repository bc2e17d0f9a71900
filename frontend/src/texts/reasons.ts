import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** What the reasons of files are called, in the words of a person. The server adds what to do. */
const titles: Record<string, MessageDescriptor> = {
  already_imported: msg`Already imported`,
  google_document: msg`Google document, not a file`,
  excluded: msg`Left out by this import's options`,
  broken_shortcut: msg`Shortcut to a file that is gone or private`,
  cancelled: msg`Cancelled before it was fetched`,
  rate_limited: msg`The provider asked us to slow down`,
  download_quota_exceeded: msg`Google's download quota for this file is used up`,
  source_forbidden: msg`The owner does not allow downloads`,
  source_gone: msg`No longer there, or no longer shared`,
  source_changed: msg`Changed while it was being read`,
  token_expired: msg`The access token has expired`,
  html_instead_of_image: msg`A web page came in place of the image`,
  unsupported_type: msg`Not an image of a supported kind`,
  too_large: msg`Larger than this server takes`,
  too_many_pixels: msg`More pixels than can be handled safely`,
  damaged_image: msg`The image is damaged`,
  checksum_mismatch: msg`The bytes are not those the provider declared`,
  timeout: msg`The provider took too long`,
  network: msg`The provider could not be reached`,
  storage_refused: msg`The object store refused it`,
  poison: msg`Crashed the decoder twice`,
};

/** Reasons of a newer server are shown as they are spelt. */
export function reasonTitle(reason: string): MessageDescriptor {
  return titles[reason] ?? { id: reason, message: reason.replaceAll('_', ' ') };
}
