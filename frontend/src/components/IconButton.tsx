import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Tooltip } from './Tooltip';

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, for the tooltip and for those who do not see the icon. */
  label: string;
  children: ReactNode;
}

export function IconButton({ label, children, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={clsx(
          'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-muted',
          'transition-colors duration-150 hover:bg-sunken hover:text-fg disabled:opacity-50',
          'pointer-coarse:size-11',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
