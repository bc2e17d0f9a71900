import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '@/search_params';
import { imageQueryOf, isFiltered, readGallerySearch } from './gallery_search';

const read = (search: string) => readGallerySearch(parseSearch(search));

describe("the gallery's address", () => {
  it('survives being read and written', () => {
    const search =
      '?source=dropbox&job=550e8400-e29b-41d4-a716-446655440000&type=image%2Fjpeg&q=s%26e+%C3%A4&from=2025-06-01&to=2025-06-30&sort=name&at=17';
    expect(stringifySearch({ ...read(search) })).toBe(search);
  });

  it('is asked of the API in its own words', () => {
    expect(imageQueryOf(read('?type=image/png&from=2025-06-01&to=2025-06-02&at=5&q=a'))).toEqual({
      mime_type: 'image/png',
      taken_from: '2025-06-01',
      taken_to: '2025-06-02',
      q: 'a',
    });
  });

  it('says nothing of the usual order', () => {
    expect(read('?sort=newest')).toEqual({});
  });

  it.each([
    'source=flickr',
    'job=1',
    'type=text/html',
    'from=2025-02-30',
    'to=yesterday',
    'sort=random',
    'at=-1',
    'at=1e5',
    'q=',
    'other=1',
  ])('drops %s', (search) => {
    expect(read(`?${search}`)).toEqual({});
  });

  it('cuts a name to what the server takes, between characters', () => {
    const { q } = read(`?q=${'ä'.repeat(150)}`);
    expect(q).toBe('ä'.repeat(100));
  });

  it('tells leaving out from putting into order', () => {
    expect(isFiltered(read('?sort=name&at=5'))).toBe(false);
    expect(isFiltered(read('?q=a'))).toBe(true);
  });
});
