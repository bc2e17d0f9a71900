import { t } from '@lingui/core/macro';
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { rowOfTile } from '../layout/justified_rows';
import { indexOfTile, type Tiles } from '../layout/tiles';
import type { ImagePages } from '../pages/image_pages';
import type { Selection } from '../selection/use_selection';
import { GridRow } from './GridRow';
import { tileByKey } from './grid_keys';
import type { GridScroller } from './grid_scroller';
import { Scrubber } from './Scrubber';
import { useBoxSize } from './use_box_size';
import { useRows } from './use_rows';
import { useWantedImages } from './use_wanted_images';

export interface JustifiedGridProps {
  tiles: Tiles;
  pages: ImagePages;
  selection: Selection;
  scroller: GridScroller;
  rowHeight: number;
  sort: string;
  /** Something lies above it, which wants other images. */
  isCovered: boolean;
  activeTile: number;
  onActiveTile: (tile: number) => void;
  onOpen: (tile: number) => void;
}

function tileAt(target: EventTarget): number | null {
  if (!(target instanceof Element)) return null;
  const tile = target.closest<HTMLElement>('[data-tile]')?.dataset.tile;
  return tile === undefined ? null : Number(tile);
}

/** The tile is drawn once React has heard of where the grid stands now. */
function focusSoon(box: HTMLElement | null, tile: number): void {
  requestAnimationFrame(() => {
    box?.querySelector<HTMLElement>(`[data-tile="${tile}"]`)?.focus({ preventScroll: true });
  });
}

export function JustifiedGrid(props: JustifiedGridProps) {
  const { tiles, pages, selection, scroller, rowHeight, isCovered, activeTile, sort } = props;
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const laidOut = useRows(tiles, size, rowHeight, scroller, sort === 'newest');
  const view = useSyncExternalStore(scroller.subscribe, scroller.currentView);
  const pagesVersion = useSyncExternalStore(pages.subscribe, pages.version);
  const [hasFocus, setFocus] = useState(false);
  useEffect(() => (box.current ? scroller.attach(box.current) : undefined), [scroller]);
  useWantedImages({ tiles, pages, rows: laidOut?.rows ?? null, view, scroller, isCovered });

  const focusTile = (tile: number) => {
    props.onActiveTile(tile);
    scroller.reveal(tile);
    focusSoon(box.current, tile);
  };

  // Back from what lay above, the focus is where it was, or where that has led to.
  const wasCovered = useRef(isCovered);
  useEffect(() => {
    if (wasCovered.current && !isCovered) {
      scroller.reveal(activeTile);
      focusSoon(box.current, activeTile);
    }
    wasCovered.current = isCovered;
  }, [isCovered, activeTile, scroller]);

  const onClick = (event: MouseEvent) => {
    const tile = tileAt(event.target);
    if (tile === null) return;
    const isMark = event.target instanceof Element && event.target.closest('[data-select]');
    props.onActiveTile(tile);
    if (event.shiftKey) selection.extendTo(tile, activeTile);
    else if (isMark || event.ctrlKey || event.metaKey || selection.ranges.length > 0) {
      selection.toggle(tile);
    } else props.onOpen(tile);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const tile = tileAt(event.target);
    if (tile === null || !laidOut || event.altKey) return;
    const hasControl = event.ctrlKey || event.metaKey;
    const { rows, height } = laidOut;
    const next = tileByKey({ key: event.key, hasControl }, tile, rows, tiles.aspects, height);
    if (next !== null) {
      if (event.shiftKey) selection.extendTo(next, tile);
      focusTile(next);
    } else if (event.key === ' ') {
      if (event.shiftKey) selection.extendTo(tile, activeTile);
      else selection.toggle(tile);
    } else if (event.key === 'Enter') props.onOpen(tile);
    else return;
    event.preventDefault();
  };

  const rows = laidOut?.rows;
  const drawn: number[] = [];
  if (rows) {
    for (let row = view.span.first; row < Math.min(view.span.end, rows.rowCount); row += 1) {
      drawn.push(row);
    }
    // The focus stays where it is although its tile is scrolled out of sight.
    const activeRow = rowOfTile(rows, activeTile);
    if (hasFocus && rows.rowCount > 0 && !drawn.includes(activeRow)) drawn.push(activeRow);
  }
  const isActiveDrawn = rows && drawn.includes(rowOfTile(rows, activeTile));
  const focusableTile = isActiveDrawn ? activeTile : scroller.firstTileInSight();

  return (
    <div className="relative min-h-0 grow">
      <div
        ref={box}
        role="grid"
        aria-label={t`Images`}
        aria-rowcount={rows?.rowCount ?? 0}
        aria-multiselectable
        tabIndex={-1}
        className="gallery-scroll absolute inset-y-0 right-7 left-1 outline-none sm:left-4"
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
      >
        <div
          role="presentation"
          className="relative"
          style={{ height: laidOut?.scroll.domHeight ?? 0 }}
        >
          {rows &&
            drawn.map((row) => (
              <GridRow
                key={indexOfTile(tiles, rows.firstTiles[row] ?? 0)}
                rows={rows}
                row={row}
                shift={view.shift}
                tiles={tiles}
                pages={pages}
                pagesVersion={pagesVersion}
                selected={selection.ranges}
                focusableTile={focusableTile}
              />
            ))}
        </div>
      </div>
      {rows && rows.height > (size?.height ?? 0) && (
        <Scrubber scroller={scroller} tiles={tiles} pages={pages} sort={sort} />
      )}
    </div>
  );
}
