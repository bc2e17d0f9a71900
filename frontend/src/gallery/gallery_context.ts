import { createContext, use } from 'react';
import type { GalleryActions } from './actions/use_gallery_actions';
import type { ImageQuery } from './gallery_search';
import type { Tiles } from './layout/tiles';
import type { ImagePages } from './pages/image_pages';

/** What the lightbox needs of the gallery beneath it. */
export interface GalleryState {
  query: ImageQuery;
  tiles: Tiles | null;
  pages: ImagePages | null;
  actions: GalleryActions;
  /** The tile that was opened, for the way back and the ways on. */
  openedTile: number | null;
  /** Whether going back closes the lightbox. */
  isOpenedHere: boolean;
  onTile: (tile: number) => void;
  onClosed: () => void;
}

export const GalleryContext = createContext<GalleryState | null>(null);

export function useGalleryState(): GalleryState {
  const state = use(GalleryContext);
  if (!state) throw new Error('outside of the gallery');
  return state;
}
