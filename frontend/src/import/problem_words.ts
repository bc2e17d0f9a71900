import { t } from '@lingui/core/macro';
import { ApiProblem } from '@/api/problem';

export interface ProblemWords {
  title: string;
  advice: string;
}

function wordsOfCode(code: string): ProblemWords | null {
  switch (code) {
    case 'folder_not_found':
      return {
        title: t`The folder does not exist, or is not public`,
        advice: t`In Drive: Share, then Anyone with the link. In Dropbox: Share, then Copy link.`,
      };
    case 'folder_forbidden':
      return {
        title: t`The folder is not public`,
        advice: t`Ask its owner to share it with everyone who has the link.`,
      };
    case 'not_a_folder':
      return {
        title: t`This is a single file`,
        advice: t`Open its folder and copy that link.`,
      };
    case 'resource_key_missing':
      return {
        title: t`The link lacks its resourcekey part`,
        advice: t`Copy the whole link again; older folders do not open without it.`,
      };
    case 'password_required':
      return { title: t`This link asks for a password`, advice: t`Enter it below.` };
    case 'password_wrong':
      return { title: t`The password is wrong`, advice: t`Check it with whoever shared the link.` };
    case 'credentials_missing':
      return {
        title: t`The server cannot reach this provider yet`,
        advice: t`Whoever runs it sets GOOGLE_API_KEY for Drive, or DROPBOX_REFRESH_TOKEN with its app key and secret for Dropbox. “pixferry doctor” checks them.`,
      };
    case 'credentials_rejected':
      return {
        title: t`The provider refuses the server's key`,
        advice: t`Whoever runs the server checks that the key is right and its API is enabled. “pixferry doctor” tells more.`,
      };
    case 'token_expired':
      return {
        title: t`The server's access to Dropbox has expired`,
        advice: t`Access tokens end after four hours. Whoever runs the server gives it a refresh token.`,
      };
    case 'rate_limited':
      return {
        title: t`The provider asks us to slow down`,
        advice: t`Try again in a minute. An import waits by itself.`,
      };
    case 'timeout':
      return {
        title: t`The provider takes too long to answer`,
        advice: t`Try again, or start the import: it is more patient.`,
      };
    case 'network':
      return {
        title: t`The provider cannot be reached`,
        advice: t`Check the server's connection to the internet, then try again.`,
      };
    case 'listing_incomplete':
      return {
        title: t`Only a part of the folder can be seen`,
        advice: t`With a GOOGLE_API_KEY the server sees all of it.`,
      };
    case 'unreachable':
      return {
        title: t`The server does not answer`,
        advice: t`It may be starting, or this device is offline.`,
      };
    default:
      return null;
  }
}

/** A refusal of the server in words of ours; what we have none for is said in the server's. */
export function problemWords(error: Error): ProblemWords {
  if (!(error instanceof ApiProblem)) return { title: error.message, advice: '' };
  return wordsOfCode(error.code) ?? { title: error.message, advice: error.hint };
}
