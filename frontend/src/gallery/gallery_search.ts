import type { SearchParams } from '@/search_params';

export type GallerySearch = SearchParams;

export function readGallerySearch(search: SearchParams): GallerySearch {
  return search;
}
