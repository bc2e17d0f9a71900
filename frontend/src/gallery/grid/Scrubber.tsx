import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '@/format/count';
import { indexOfTile, type Tiles } from '../layout/tiles';
import type { ImagePages } from '../pages/image_pages';
import type { GridScroller } from './grid_scroller';
import { placeLabel, scrubberMarks } from './scrubber_marks';

const thumbHeight = 40;

export interface ScrubberProps {
  scroller: GridScroller;
  tiles: Tiles;
  pages: ImagePages;
  sort: string;
}

/**
 * Where the grid stands, and a way to anywhere in it. For pointers alone: keys scroll the grid itself.
 * It follows without React, as it moves with every frame.
 */
export function Scrubber({ scroller, tiles, pages, sort }: ScrubberProps) {
  const rail = useRef<HTMLDivElement>(null);
  const thumb = useRef<HTMLDivElement>(null);
  const label = useRef<HTMLDivElement>(null);
  const [isDragged, setDragged] = useState(false);
  const marks = useMemo(() => scrubberMarks(tiles.layout, sort), [tiles.layout, sort]);

  useEffect(() => {
    const follow = () => {
      if (!thumb.current || !rail.current) return;
      const way = rail.current.clientHeight - thumbHeight;
      thumb.current.style.transform = `translateY(${scroller.share * way}px)`;
      if (!label.current) return;
      const tile = scroller.firstTileInSight();
      const index = indexOfTile(tiles, tile);
      const place = placeLabel(tiles.layout, index, pages.image(index), sort);
      label.current.textContent = [formatCount(tile + 1), place].filter(Boolean).join(' · ');
    };
    follow();
    const ends = [scroller.onOffset(follow), pages.subscribe(follow)];
    return () => {
      for (const end of ends) end();
    };
  }, [scroller, tiles, pages, sort]);

  const follow = (event: PointerEvent) => {
    const area = rail.current?.getBoundingClientRect();
    if (!area) return;
    const share = (event.clientY - area.top - thumbHeight / 2) / (area.height - thumbHeight);
    scroller.scrollToShare(Math.min(1, Math.max(0, share)));
  };

  return (
    <div
      ref={rail}
      aria-hidden
      data-dragged={isDragged || undefined}
      className="group absolute inset-y-1 right-0 w-7 cursor-ns-resize touch-none select-none"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged(true);
        follow(event);
      }}
      onPointerMove={(event) => isDragged && follow(event)}
      onPointerUp={() => setDragged(false)}
      onPointerCancel={() => setDragged(false)}
    >
      <div className="absolute inset-y-0 left-1/2 w-px -translate-x-1/2 bg-border" />
      {marks.map(({ share, text }) => (
        <span
          key={share}
          style={{ top: `${share * 100}%` }}
          className="absolute right-1.5 hidden -translate-y-1/2 rounded-tile bg-surface/90 px-1 text-xs whitespace-nowrap text-muted group-hover:block group-data-dragged:block"
        >
          {text}
        </span>
      ))}
      <div ref={thumb} style={{ height: thumbHeight }} className="absolute inset-x-0 top-0">
        <div className="mx-auto h-full w-1.5 rounded-full bg-border-strong group-hover:bg-fg group-data-dragged:bg-accent" />
        <div
          ref={label}
          className="numbers pointer-events-none absolute top-1/2 right-full mr-1 hidden -translate-y-1/2 rounded-control bg-fg px-2 py-1 text-xs whitespace-nowrap text-bg group-data-dragged:block"
        />
      </div>
    </div>
  );
}
