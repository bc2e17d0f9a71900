/** How a picture is drawn: `scale` 1 fits it in; `x` and `y` are how far its middle is moved. */
export interface Zoom {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const unzoomed: Zoom = { scale: 1, x: 0, y: 0 };
export const zoomStep = 1.5;
const pixelZoomMin = 4;

/** The largest size within `frame` of a picture, which is not enlarged. */
export function fitted(picture: Size, frame: Size): Size {
  const scale = Math.min(1, frame.width / picture.width, frame.height / picture.height);
  return { width: picture.width * scale, height: picture.height * scale };
}

/** Far enough to see single pixels of a large picture, and details of a small one. */
export function scaleMaxOf(picture: Size, shown: Size): number {
  return Math.max(pixelZoomMin, (2 * picture.width) / shown.width);
}

function bounded(value: number, bound: number): number {
  // Adding zero turns -0 into 0.
  return Math.min(bound, Math.max(-bound, value)) + 0;
}

/** Keeps the edges of a picture that is larger than the frame outside of it, and others centred. */
export function contained(zoom: Zoom, shown: Size, frame: Size): Zoom {
  return {
    scale: zoom.scale,
    x: bounded(zoom.x, Math.max(0, (shown.width * zoom.scale - frame.width) / 2)),
    y: bounded(zoom.y, Math.max(0, (shown.height * zoom.scale - frame.height) / 2)),
  };
}

/** Zooms by a factor; what is under `point`, counted from the middle of the frame, stays there. */
export function zoomedAt(
  zoom: Zoom,
  factor: number,
  point: { x: number; y: number },
  scaleMax: number,
): Zoom {
  const scale = Math.min(scaleMax, Math.max(1, zoom.scale * factor));
  if (scale === 1) return unzoomed;
  const ratio = scale / zoom.scale;
  return {
    scale,
    x: point.x - (point.x - zoom.x) * ratio,
    y: point.y - (point.y - zoom.y) * ratio,
  };
}
