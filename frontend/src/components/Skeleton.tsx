import clsx from 'clsx';
import { type ReactNode, useEffect, useState } from 'react';

const patienceMs = 200;

/** Shows its children only where loading takes so long that something should be seen. */
export function Later({ children }: { children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  // Takes its place from the start, so that nothing moves when it appears.
  return <div className={clsx(!isLate && 'invisible')}>{children}</div>;
}

/** Stands where content will, in its size: give it width and height. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={clsx('animate-pulse rounded-control bg-sunken', className)} />;
}
