import { t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/Button';
import { EmptyGallery, LoadingGallery, NothingMatches } from './GalleryStates';
import { type GallerySearch, isFiltered, noFilters } from './gallery_search';
import { JustifiedGrid, type JustifiedGridProps } from './grid/JustifiedGrid';
import type { Tiles } from './layout/tiles';
import type { ImagePages } from './pages/image_pages';

export interface GalleryViewProps extends Omit<JustifiedGridProps, 'tiles' | 'pages' | 'sort'> {
  search: GallerySearch;
  tiles: Tiles | null;
  pages: ImagePages | null;
  onSearch: (change: Partial<GallerySearch>) => void;
}

/** Stands above the grid while images cannot be fetched; what is there stays. */
function PagesNotice({ pages }: { pages: ImagePages }) {
  const error = useSyncExternalStore(pages.subscribe, () => pages.error);
  if (!error) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-3 border-y border-border bg-warn-soft px-4 py-1.5"
    >
      <span className="grow">{t`Some images cannot be fetched: ${error.message}`}</span>
      <Button onClick={() => pages.retry()}>{t`Try again`}</Button>
    </div>
  );
}

/** The grid, or what there is to say in its place. */
export function GalleryView({ search, tiles, pages, onSearch, ...grid }: GalleryViewProps) {
  if (!tiles || !pages) return <LoadingGallery />;
  if (tiles.layout.count === 0) {
    if (isFiltered(search)) return <NothingMatches onClear={() => onSearch(noFilters)} />;
    return <EmptyGallery />;
  }
  return (
    <>
      <PagesNotice pages={pages} />
      {!tiles.layout.isComplete && (
        <p role="status" className="border-y border-border bg-sunken px-4 py-1.5 text-muted">
          {t`There are more images than can be laid out. Filters bring the others into sight.`}
        </p>
      )}
      <JustifiedGrid
        {...grid}
        // Another query begins at its beginning.
        key={JSON.stringify({ ...search, at: undefined })}
        tiles={tiles}
        pages={pages}
        sort={search.sort ?? 'newest'}
      />
    </>
  );
}
