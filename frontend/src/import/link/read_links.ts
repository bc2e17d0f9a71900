import type { LinkReading } from './link_reading';
import { readLink } from './read_link';

/** As many as are started at once. */
export const linksMax = 20;

const bareHosts = ['drive.google.com/', 'docs.google.com/', 'www.dropbox.com/', 'dropbox.com/'];
const betweenWords = /[\s<>"`|“”«»]+/;
const openingMarks = /^[('*[]+/;
const closingMarks = /[.,;:!?'*\]}…]+$/;

/** "https://…" out of a word that may have something in front of it, such as "[photos](https://…)". */
function addressIn(word: string): string {
  const start = word.toLowerCase().search(/https?:\/\//);
  const bare = word.replace(openingMarks, '');
  const isBare = bareHosts.some((host) => bare.toLowerCase().startsWith(host));
  if (start < 0 && !isBare) return '';
  const address = (start < 0 ? bare : word.slice(start)).split('](')[0] ?? '';
  return withoutBracketBehind(address.replace(closingMarks, ''));
}

/** A bracket that the address opens itself is part of it, as in "photo(1)". */
function withoutBracketBehind(address: string): string {
  const opened = address.split('(').length;
  const closed = address.split(')').length;
  if (!address.endsWith(')') || closed <= opened) return address;
  return withoutBracketBehind(address.slice(0, -1).replace(closingMarks, ''));
}

function placeOf(reading: LinkReading): string {
  return reading.isRead ? `${reading.source} ${reading.id}` : `refused ${reading.address}`;
}

/**
 * Every link in what was pasted, be it one, one a line or a message around them; each folder once,
 * by the link that holds its key. Nothing for nothing, and a refusal for a text without any link.
 */
export function readLinks(text: string): LinkReading[] {
  const pasted = text.trim();
  if (pasted === '') return [];
  const addresses = pasted.split(betweenWords).map(addressIn).filter(Boolean);
  if (addresses.length === 0) return [readLink(pasted)];
  const byPlace = new Map<string, LinkReading>();
  for (const reading of addresses.map(readLink)) {
    const known = byPlace.get(placeOf(reading));
    if (!known || (known.isRead && reading.isRead && !known.hasKey)) {
      byPlace.set(placeOf(reading), reading);
    }
  }
  const readings = [...byPlace.values()];
  // A message may name other pages beside the folder.
  const isMessage = pasted.split(betweenWords).length > addresses.length;
  const read = readings.filter((reading) => reading.isRead);
  return (isMessage && read.length > 0 ? read : readings).slice(0, linksMax);
}
