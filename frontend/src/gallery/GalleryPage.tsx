import './gallery.css';
import { t } from '@lingui/core/macro';
import { Outlet } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import { PageTitle } from '@/shell/PageTitle';
import { useGalleryActions } from './actions/use_gallery_actions';
import { DeleteDialog } from './DeleteDialog';
import { FilterBar } from './filters/FilterBar';
import { useRowHeight } from './filters/use_row_height';
import { GalleryBody } from './GalleryBody';
import { GalleryContext, type GalleryState } from './gallery_context';
import type { GallerySearch } from './gallery_search';
import { GridScroller } from './grid/grid_scroller';
import { indexOfTile } from './layout/tiles';
import { ShortcutsDialog } from './ShortcutsDialog';
import { countIndices } from './selection/index_ranges';
import { useSelection } from './selection/use_selection';
import { useShortcuts } from './shortcuts';
import { useCommands } from './use_commands';
import { useGallery, useHasChanged, useRefresh } from './use_gallery';
import { useGalleryAddress } from './use_gallery_address';
import { usePlaceInAddress } from './use_place_in_address';

export function GalleryPage() {
  const { search, query, isCovered, showSearch, showAt, showImage } = useGalleryAddress();
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
  const [showsShortcuts, setShowsShortcuts] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);

  const onSearch = useCallback(
    (change: Partial<GallerySearch>) => {
      setActiveTile(0);
      showSearch(change);
    },
    [showSearch],
  );
  usePlaceInAddress({ search, query, tiles, pages, scroller, isCovered, onAt: showAt });

  const open = (tile: number) => {
    const image = tiles && pages?.image(indexOfTile(tiles, tile));
    if (!image) return;
    setActiveTile(tile);
    setOpenedHere(true);
    showImage(image.id);
  };

  const commands = useCommands(tiles, selection, actions, activeTile);
  useShortcuts(
    {
      '/': () => searchField.current?.focus(),
      '?': () => setShowsShortcuts(true),
      Escape: selection.clear,
      'Control+a': selection.selectAll,
      'Control+z': actions.undo,
      Delete: commands.forChosen(commands.remove),
      c: commands.forChosen((ranges) => void actions.copyUrls(ranges)),
      i: () => commands.hasFocus() && open(activeTile),
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
        <GalleryBody
          error={data ? null : error}
          onRetry={() => void layoutQuery.refetch()}
          actions={actions}
          onRemove={commands.remove}
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
      </div>
      <DeleteDialog
        open={commands.toDelete.length > 0}
        count={countIndices(commands.toDelete)}
        onClose={commands.keep}
        onDelete={commands.confirm}
      />
      <ShortcutsDialog open={showsShortcuts} onClose={() => setShowsShortcuts(false)} />
      <Outlet />
    </GalleryContext>
  );
}
