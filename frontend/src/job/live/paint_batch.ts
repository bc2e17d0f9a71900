/**
 * Hands over what was collected at most so often, right before a paint: a thousand events a second
 * cost four paints.
 */
export function createPaintBatch<Item>(
  handOver: (items: Item[]) => void,
  stepMs: number,
): { add: (items: readonly Item[]) => void; stop: () => void } {
  let items: Item[] = [];
  let lastMs = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;

  const flush = () => {
    timer = undefined;
    frame = 0;
    lastMs = performance.now();
    const collected = items;
    items = [];
    handOver(collected);
  };
  const schedule = () => {
    if (timer !== undefined || frame !== 0) return;
    const wait = lastMs + stepMs - performance.now();
    if (wait <= 0) frame = requestAnimationFrame(flush);
    else timer = setTimeout(() => (frame = requestAnimationFrame(flush)), wait);
  };
  return {
    add(more) {
      if (more.length === 0) return;
      items.push(...more);
      schedule();
    },
    stop() {
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
