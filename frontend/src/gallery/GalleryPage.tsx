import './gallery.css';
import { t } from '@lingui/core/macro';
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { ProblemNotice } from '@/components/ProblemNotice';
import { PageTitle } from '@/shell/PageTitle';
import { useGalleryActions } from './actions/use_gallery_actions';
import { DeleteDialog } from './DeleteDialog';
import { FilterBar } from './filters/FilterBar';
import { useRowHeight } from './filters/use_row_height';
import { GalleryView } from './GalleryView';
import { GalleryContext, type GalleryState } from './gallery_context';
import { type GallerySearch, imageQueryOf } from './gallery_search';
import { GridScroller } from './grid/grid_scroller';
import { indexOfTile } from './layout/tiles';
import { SelectionBar } from './SelectionBar';
import { ShortcutsDialog } from './ShortcutsDialog';
import { countIndices, type IndexRanges, noIndices } from './selection/index_ranges';
import { useSelection } from './selection/use_selection';
import { useShortcuts } from './shortcuts';
import { useGallery, useHasChanged, useRefresh } from './use_gallery';
import { usePlaceInAddress } from './use_place_in_address';

/** More than so many are deleted only when asked twice. */
const unaskedMax = 100;

export function GalleryPage() {
  const search = useSearch({ from: '/gallery' });
  const { imageId } = useParams({ strict: false });
  const navigate = useNavigate({ from: '/gallery' });
  const isCovered = imageId !== undefined;
  const { source, job, type, q, from, to, sort } = search;
  const query = useMemo(
    () => imageQueryOf({ source, job, type, q, from, to, sort }),
    [source, job, type, q, from, to, sort],
  );

  const { layoutQuery, tiles, pages } = useGallery(query);
  const selection = useSelection(tiles);
  const actions = useGalleryActions(tiles, pages);
  const hasChanged = useHasChanged(query, layoutQuery.data, pages);
  const mayRefresh = selection.ranges.length === 0 && !layoutQuery.isFetching;
  useRefresh(hasChanged, mayRefresh, layoutQuery.dataUpdatedAt);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its beginning
  const scroller = useMemo(() => new GridScroller(), [query]);
  const [activeTile, setActiveTile] = useState(0);
  const [isOpenedHere, setOpenedHere] = useState(false);
  const [rowHeight, setRowHeight] = useRowHeight();
  const [toDelete, setToDelete] = useState<IndexRanges>(noIndices);
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);

  const onSearch = useCallback(
    (change: Partial<GallerySearch>) => {
      setActiveTile(0);
      void navigate({
        search: (old) => ({ ...old, at: undefined, ...change }),
        replace: 'q' in change,
        resetScroll: false,
      });
    },
    [navigate],
  );
  const onAt = useCallback(
    (at: string | undefined) =>
      void navigate({ search: (old) => ({ ...old, at }), replace: true, resetScroll: false }),
    [navigate],
  );
  usePlaceInAddress({ search, query, tiles, pages, scroller, isCovered, onAt });

  const open = (tile: number) => {
    const image = tiles && pages?.image(indexOfTile(tiles, tile));
    if (!image) return;
    setActiveTile(tile);
    setOpenedHere(true);
    void navigate({
      to: '/gallery/$imageId',
      params: { imageId: String(image.id) },
      search: (old) => old,
      resetScroll: false,
    });
  };

  /** What keys act on: the selection, or else the tile that has the focus. */
  const chosen = (): IndexRanges => {
    if (selection.ranges.length > 0) return selection.ranges;
    if (!tiles || !document.activeElement?.closest('[data-tile]')) return noIndices;
    const index = indexOfTile(tiles, activeTile);
    return [{ start: index, end: index + 1 }];
  };
  const removeNow = async (ranges: IndexRanges) => {
    if (await actions.remove(ranges)) selection.clear();
  };
  const remove = (ranges: IndexRanges) => {
    const count = countIndices(ranges);
    if (count > unaskedMax) setToDelete(ranges);
    else if (count > 0) void removeNow(ranges);
  };
  const forChosen = (act: (ranges: IndexRanges) => void) => () => {
    const ranges = chosen();
    if (ranges.length > 0) act(ranges);
  };

  useShortcuts(
    {
      '/': () => searchField.current?.focus(),
      '?': () => setShowsShortcuts(true),
      Escape: selection.clear,
      'Control+a': selection.selectAll,
      'Control+z': actions.undo,
      Delete: forChosen(remove),
      c: forChosen((ranges) => void actions.copyUrls(ranges)),
      i: () => tiles && document.activeElement?.closest('[data-tile]') && open(activeTile),
    },
    !isCovered,
  );

  const state = useMemo<GalleryState>(
    () => ({
      query,
      tiles,
      pages,
      actions,
      openedTile: isOpenedHere ? activeTile : null,
      isOpenedHere,
      onTile: setActiveTile,
      onClosed: () => setOpenedHere(false),
    }),
    [query, tiles, pages, actions, isOpenedHere, activeTile],
  );
  const selectedCount = countIndices(selection.ranges);
  const { error, data } = layoutQuery;

  return (
    <GalleryContext value={state}>
      <PageTitle text={t`Gallery`} />
      <div className="gallery flex flex-col">
        <h1 className="sr-only">{t`Gallery`}</h1>
        <FilterBar
          search={search}
          count={tiles?.count ?? null}
          onSearch={onSearch}
          searchField={searchField}
          rowHeight={rowHeight}
          onRowHeight={setRowHeight}
          onShortcuts={() => setShowsShortcuts(true)}
        />
        {error && !data ? (
          <div className="page py-8">
            <ProblemNotice
              error={error}
              title={t`The gallery cannot be shown`}
              onRetry={() => void layoutQuery.refetch()}
            />
          </div>
        ) : (
          <div className="relative flex min-h-0 grow flex-col">
            <GalleryView
              search={search}
              tiles={tiles}
              pages={pages}
              selection={selection}
              scroller={scroller}
              rowHeight={rowHeight}
              isCovered={isCovered}
              activeTile={activeTile}
              onActiveTile={setActiveTile}
              onOpen={open}
              onSearch={onSearch}
            />
            {selectedCount > 0 && (
              <SelectionBar
                selectedCount={selectedCount}
                count={tiles?.count ?? 0}
                onCopy={() => void actions.copyUrls(selection.ranges)}
                onDownload={() => void actions.download(selection.ranges)}
                onDelete={() => remove(selection.ranges)}
                onSelectAll={selection.selectAll}
                onClear={selection.clear}
              />
            )}
          </div>
        )}
      </div>
      <DeleteDialog
        open={toDelete.length > 0}
        count={countIndices(toDelete)}
        onClose={() => setToDelete(noIndices)}
        onDelete={() => void removeNow(toDelete)}
      />
      <ShortcutsDialog open={showsShortcuts} onClose={() => setShowsShortcuts(false)} />
      <Outlet />
    </GalleryContext>
  );
}
