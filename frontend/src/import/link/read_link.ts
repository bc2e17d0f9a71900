import { isDriveHost, readDriveLink } from './drive_link';
import { isDropboxHost, readDropboxLink } from './dropbox_link';
import type { LinkReading, LinkRefusal } from './link_reading';
import { parseWebAddress, type WebAddress } from './web_address';

const wrappersMax = 3;

const knownForeignHosts: [domain: string, why: LinkRefusal][] = [
  ['accounts.google.com', 'google_sign_in'],
  ['photos.google.com', 'google_photos'],
  ['photos.app.goo.gl', 'google_photos'],
  ['goo.gl', 'short_link'],
  ['bit.ly', 'short_link'],
  ['t.co', 'short_link'],
];

/** The address that a redirecting page of a mailer or messenger leads to. */
function wrappedAddress({ host, path, parameter }: WebAddress): string {
  const page = path.join('/');
  if (['www.google.com', 'google.com'].includes(host) && page === 'url') {
    return parameter('q') || parameter('url');
  }
  if (host === 'slack-redir.net' && page === 'link') return parameter('url');
  if (host === 'l.facebook.com' && page === 'l.php') return parameter('u');
  if (host.endsWith('.safelinks.protection.outlook.com')) return parameter('url');
  return '';
}

function whyForeign(host: string): LinkRefusal {
  if (/drive\.google|dropbox\.com/.test(host)) return 'look_alike_host';
  const known = knownForeignHosts.find(
    ([domain]) => host === domain || host.endsWith(`.${domain}`),
  );
  return known?.[1] ?? 'other_host';
}

/** Reads one address, unwrapping it where a messenger has wrapped it. */
export function readLink(given: string): LinkReading {
  let text = given;
  for (let wrappers = 0; wrappers <= wrappersMax; wrappers += 1) {
    const address = parseWebAddress(text);
    if (address === 'plain_http') return refused(given, 'plain_http');
    if (!address) break;
    if (isDriveHost(address.host)) return readAs('google_drive', given, address);
    if (isDropboxHost(address.host)) return readAs('dropbox', given, address);
    const inner = wrappedAddress(address);
    if (inner === '') return refused(given, whyForeign(address.host), address.host);
    text = inner;
  }
  return refused(given, 'not_a_link');
}

function refused(address: string, why: LinkRefusal, host = ''): LinkReading {
  return { isRead: false, why, address, host };
}

function readAs(
  source: 'google_drive' | 'dropbox',
  given: string,
  address: WebAddress,
): LinkReading {
  const found = source === 'dropbox' ? readDropboxLink(address) : readDriveLink(address);
  if (typeof found === 'string') return refused(given, found, address.host);
  const hasKey = address.parameter(source === 'dropbox' ? 'rlkey' : 'resourcekey') !== '';
  return { isRead: true, source, ...found, hasKey, address: given };
}
