import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { contained, type Size, scaleMaxOf, unzoomed, type Zoom, zoomedAt } from './zoom';

const swipeMin = 60;
const wheelFactor = 0.0018;

interface Point {
  x: number;
  y: number;
}

export interface UseZoom {
  frame: RefObject<HTMLElement | null>;
  /** Of the picture, and as it is fitted into the frame; null while they are not known. */
  picture: Size | null;
  shown: Size | null;
  frameSize: Size | null;
  onSwipe: (step: 1 | -1) => void;
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((a, b) => ({ x: a.x + b.x, y: a.y + b.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distanceOf([one, other]: readonly Point[]): number {
  return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
}

/** Zooms by wheel, pinch, double click and keys, pans by dragging; swipes where nothing is zoomed. */
export function useZoom({ frame, picture, shown, frameSize, onSwipe }: UseZoom) {
  const [zoom, setZoom] = useState<Zoom>(unzoomed);
  const pointers = useRef(new Map<number, Point>());
  const swipe = useRef<Point | null>(null);
  const canZoom = picture !== null && shown !== null && frameSize !== null;

  const pointOf = (event: { clientX: number; clientY: number }): Point => {
    const area = frame.current?.getBoundingClientRect();
    if (!area) return { x: 0, y: 0 };
    return {
      x: event.clientX - area.left - area.width / 2,
      y: event.clientY - area.top - area.height / 2,
    };
  };
  const change = (next: (old: Zoom) => Zoom) => {
    if (canZoom) setZoom((old) => contained(next(old), shown, frameSize));
  };
  const zoomBy = (factor: number, point: Point = { x: 0, y: 0 }) => {
    if (picture && shown) change((old) => zoomedAt(old, factor, point, scaleMaxOf(picture, shown)));
  };
  const reset = () => setZoom(unzoomed);

  const zoomByWheel = useRef(zoomBy);
  zoomByWheel.current = zoomBy;
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const heard = (event: WheelEvent) => {
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
      const area = element.getBoundingClientRect();
      zoomByWheel.current(Math.exp(-event.deltaY * pixels * wheelFactor), {
        x: event.clientX - area.left - area.width / 2,
        y: event.clientY - area.top - area.height / 2,
      });
    };
    // React hears the wheel only passively.
    element.addEventListener('wheel', heard, { passive: false });
    return () => element.removeEventListener('wheel', heard);
  }, [frame]);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, pointOf(event));
    const isFirst = pointers.current.size === 1;
    swipe.current =
      isFirst && zoom.scale === 1 && event.pointerType === 'touch' ? pointOf(event) : null;
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!pointers.current.has(event.pointerId)) return;
    const before = [...pointers.current.values()];
    pointers.current.set(event.pointerId, pointOf(event));
    const after = [...pointers.current.values()];
    const [from, to] = [middleOf(before), middleOf(after)];
    if (after.length === 2) zoomBy(distanceOf(after) / Math.max(1, distanceOf(before)), to);
    if (after.length === 2 || zoom.scale > 1) {
      change((old) => ({ ...old, x: old.x + to.x - from.x, y: old.y + to.y - from.y }));
    }
  };
  const onPointerUp = (event: PointerEvent) => {
    const begin = swipe.current;
    const end = pointOf(event);
    pointers.current.delete(event.pointerId);
    swipe.current = null;
    if (!begin || event.type === 'pointercancel') return;
    const [across, along] = [end.x - begin.x, end.y - begin.y];
    if (Math.abs(across) > swipeMin && Math.abs(across) > 1.5 * Math.abs(along)) {
      onSwipe(across < 0 ? 1 : -1);
    }
  };
  const onDoubleClick = (event: { clientX: number; clientY: number }) => {
    if (zoom.scale > 1 || !picture || !shown) reset();
    else zoomBy(Math.max(2, picture.width / shown.width), pointOf(event));
  };

  const handlers = {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    onDoubleClick,
  };
  return { zoom, zoomBy, reset, handlers };
}
