import { useEffect, useRef, useState } from 'react';

/** The value, renewed at most so often: for requests that follow it. */
export function useThrottled<Value>(value: Value, stepMs: number): Value {
  const [shown, setShown] = useState(value);
  const lastMs = useRef(0);
  useEffect(() => {
    const wait = lastMs.current + stepMs - Date.now();
    const timer = setTimeout(
      () => {
        lastMs.current = Date.now();
        setShown(value);
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [value, stepMs]);
  return shown;
}
