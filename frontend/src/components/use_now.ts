import { useSyncExternalStore } from 'react';

type Clock = { subscribe: (listener: () => void) => () => void; now: () => number };
const clocks = new Map<number, Clock>();

/** One timer for all who show the time in the same steps. */
function clockOf(stepMs: number): Clock {
  const known = clocks.get(stepMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const clock: Clock = {
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        now = Date.now();
        for (const each of listeners) each();
      }, stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    now() {
      if (timer === undefined && Date.now() - now > stepMs) now = Date.now();
      return now;
    },
  };
  clocks.set(stepMs, clock);
  return clock;
}

/** The time, renewed in steps. */
export function useNow(stepMs: number): number {
  const clock = clockOf(stepMs);
  return useSyncExternalStore(clock.subscribe, clock.now);
}
