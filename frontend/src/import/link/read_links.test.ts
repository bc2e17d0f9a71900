import { describe, expect, it } from 'vitest';
import type { LinkRefusal, ReadLink } from './link_reading';
import { readLinks } from './read_links';

const id = '1AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const key = '0-AbCdEfGhIjKlMnOpQrStUv';
const drive = 'https://drive.google.com';
const dropbox = 'https://www.dropbox.com';

const only = (text: string) => {
  const [reading, ...others] = readLinks(text);
  expect(others).toEqual([]);
  return reading;
};

describe('a link of Google Drive', () => {
  const accepted: [text: string, kind: ReadLink['kind'], hasKey?: boolean][] = [
    [`${drive}/drive/folders/${id}`, 'folder'],
    [`${drive}/drive/folders/${id}?usp=sharing`, 'folder'],
    [`${drive}/drive/folders/${id}?usp=sharing&resourcekey=${key}`, 'folder', true],
    [`${drive}/drive/folders/${id}?resourceKey=${key}`, 'folder', true],
    [`${drive}/drive/u/0/folders/${id}`, 'folder'],
    [`${drive}/drive/mobile/u/1/folders/${id}`, 'folder'],
    [`${drive}/a/example.com/drive/folders/${id}`, 'folder'],
    [`${drive}/open?usp=drive_fs&id=${id}`, 'unknown'],
    [`${drive}/folderview?id=${id}&usp=sharing`, 'folder'],
    [`${drive}/embeddedfolderview?id=${id}#list`, 'folder'],
    [`${drive}/file/d/${id}/view?usp=sharing`, 'file'],
    [`${drive}/uc?export=download&id=${id}`, 'file'],
    [`https://docs.google.com/file/d/${id}/edit`, 'file'],
    [`https://lh3.googleusercontent.com/d/${id}=w800`, 'file'],
    [`HTTPS://Drive.Google.COM/drive/folders/${id}`, 'folder'],
    [`drive.google.com/drive/folders/${id}`, 'folder'],
    [`  ${drive}/drive/folders/${id}\r\n`, 'folder'],
    [`<a href="${drive}/drive/folders/${id}?usp=x&amp;resourcekey=${key}">x</a>`, 'folder', true],
    [`Hi! The photos: ${drive}/drive/folders/${id}. See you,\nAnn`, 'folder'],
    [`see (${drive}/drive/folders/${id}), please`, 'folder'],
    [`[The photos](${drive}/drive/folders/${id})`, 'folder'],
    [`«drive.google.com/drive/folders/${id}»`, 'folder'],
    [`https://www.google.com/url?q=${encodeURIComponent(`${drive}/open?id=${id}`)}`, 'unknown'],
    [`https://slack-redir.net/link?url=${drive}/drive/folders/${id}`, 'folder'],
  ];
  it.each(accepted)('is read: %s', (text, kind, hasKey = false) => {
    expect(only(text)).toMatchObject({ isRead: true, source: 'google_drive', kind, id, hasKey });
  });
});

describe('a link of Dropbox', () => {
  const accepted: [text: string, kind: ReadLink['kind'], id: string, hasKey: boolean][] = [
    [`${dropbox}/scl/fo/a1b2c3/h?rlkey=xyz&dl=0`, 'folder', 'scl/fo/a1b2c3/h', true],
    [`${dropbox}/scl/fo/a1b2c3/h/Sea?rlkey=xyz`, 'unknown', 'scl/fo/a1b2c3/h/Sea', true],
    [`${dropbox}/scl/fi/a1b2c3/x.jpg?rlkey=xyz`, 'file', 'scl/fi/a1b2c3/x.jpg', true],
    [`${dropbox}/sh/q1w2e3r4/AABB?dl=0`, 'folder', 'sh/q1w2e3r4/AABB', false],
    ['dropbox.com/sh/q1w2e3r4/AABB', 'folder', 'sh/q1w2e3r4/AABB', false],
    [`${dropbox}/s/q1w2/photo-(1)`, 'file', 's/q1w2/photo-(1)', false],
  ];
  it.each(accepted)('is read: %s', (text, kind, itsId, hasKey) => {
    expect(only(text)).toMatchObject({ isRead: true, source: 'dropbox', kind, id: itsId, hasKey });
  });
});

describe('what is no link of a shared folder', () => {
  const refused: [text: string, why: LinkRefusal][] = [
    ['hello', 'not_a_link'],
    ['hello you', 'not_a_link'],
    [id, 'not_a_link'],
    ['javascript:alert(1)', 'not_a_link'],
    ['file:///etc/passwd', 'not_a_link'],
    [`http://drive.google.com/drive/folders/${id}`, 'plain_http'],
    ['https://example.com/x', 'other_host'],
    ['https://www.google.com/search?q=x', 'other_host'],
    [`https://drive.google.com.evil.tld/drive/folders/${id}`, 'look_alike_host'],
    [`https://drive.google.com@evil.tld/drive/folders/${id}`, 'not_a_link'],
    [`https://drive.google.com:8080/drive/folders/${id}`, 'not_a_link'],
    ['https://photos.app.goo.gl/AbCdEf', 'google_photos'],
    ['https://photos.google.com/share/x', 'google_photos'],
    [`https://docs.google.com/document/d/${id}/edit`, 'google_document'],
    [`https://accounts.google.com/signin?continue=${drive}`, 'google_sign_in'],
    ['https://bit.ly/AbCdEf', 'short_link'],
    ['https://db.tt/AbCdEf', 'short_link'],
    [drive, 'no_id'],
    [`${drive}/drive/my-drive`, 'own_pages'],
    [`${drive}/drive/u/0/shared-with-me`, 'own_pages'],
    [`${drive}/drive/folders/`, 'no_id'],
    [`${drive}/drive/folders/short`, 'id_cut_off'],
    [`${drive}/drive/folders/${id}%27`, 'odd_id'],
    [`${drive}/drive/settings`, 'other_page'],
    [`${dropbox}/home`, 'own_pages'],
    [`${dropbox}/t/AbCdEf`, 'dropbox_transfer'],
    [`${dropbox}/request/AbCdEf`, 'dropbox_request'],
    ['https://paper.dropbox.com/doc/x', 'dropbox_paper'],
    [`${dropbox}/scl/fo/a1b2c3/h?dl=0`, 'no_rlkey'],
    [`${dropbox}/sh/q1w2e3r4`, 'id_cut_off'],
    ['https://notdropbox.com/sh/abc', 'look_alike_host'],
  ];
  it.each(refused)('%s', (text, why) => {
    expect(only(text)).toMatchObject({ isRead: false, why });
  });
});

describe('several links', () => {
  it('are read one by one, in their order', () => {
    const text = `${drive}/drive/folders/${id}\n${dropbox}/sh/q1w2e3r4/AABB\nhttps://example.com/x`;
    const readings = readLinks(text);
    expect(readings.map((reading) => reading.isRead)).toEqual([true, true, false]);
  });
  it('to the same folder are one, and the one with the key is taken', () => {
    const withKey = `${drive}/drive/folders/${id}?resourcekey=${key}`;
    const reading = only(`${drive}/drive/folders/${id}\n${withKey}`);
    expect(reading).toMatchObject({ hasKey: true, address: withKey });
  });
  it('lets a message name other pages besides', () => {
    const text = `https://example.com/blog tells more: ${drive}/drive/folders/${id}!`;
    expect(only(text)).toMatchObject({ isRead: true, id });
  });
  it('are none in an empty text', () => {
    expect(readLinks(' \n\t')).toEqual([]);
  });
});
