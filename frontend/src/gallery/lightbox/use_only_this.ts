import { type RefObject, useLayoutEffect } from 'react';

function isToBeQuiet(element: Element): element is HTMLElement {
  return (
    element instanceof HTMLElement &&
    !element.inert &&
    !element.matches('[aria-live], dialog, script, style, [data-radix-popper-content-wrapper]')
  );
}

/**
 * Keeps focus, pointer and reader within an element: everything beside it is inert while it is
 * there, but for what speaks to the user, such as notices with their undo.
 */
export function useOnlyThis(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const quieted: HTMLElement[] = [];
    for (let inner = element.current; inner?.parentElement; inner = inner.parentElement) {
      for (const sibling of inner.parentElement.children) {
        if (sibling === inner || !isToBeQuiet(sibling)) continue;
        sibling.inert = true;
        quieted.push(sibling);
      }
      if (inner.parentElement === document.body) break;
    }
    element.current?.focus({ preventScroll: true });
    return () => {
      for (const sibling of quieted) sibling.inert = false;
    };
  }, [element]);
}
