import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type GallerySearch, imageQueryOf } from './gallery_search';

/** What the address says of the gallery, and how it is changed. */
export function useGalleryAddress() {
  const search = useSearch({ from: '/gallery' });
  const { imageId } = useParams({ strict: false });
  const navigate = useNavigate({ from: '/gallery' });
  const { source, job, type, q, from, to, sort } = search;
  const query = useMemo(
    () => imageQueryOf({ source, job, type, q, from, to, sort }),
    [source, job, type, q, from, to, sort],
  );
  const showSearch = useCallback(
    (change: Partial<GallerySearch>) =>
      void navigate({
        search: (old) => ({ ...old, at: undefined, ...change }),
        replace: 'q' in change,
        resetScroll: false,
      }),
    [navigate],
  );
  const showAt = useCallback(
    (at: string | undefined) =>
      void navigate({ search: (old) => ({ ...old, at }), replace: true, resetScroll: false }),
    [navigate],
  );
  const showImage = (id: number) =>
    void navigate({
      to: '/gallery/$imageId',
      params: { imageId: String(id) },
      search: (old) => old,
      resetScroll: false,
    });
  /** Whether an image lies above the grid. */
  const isCovered = imageId !== undefined;
  return { search, query, isCovered, showSearch, showAt, showImage };
}
