import clsx from 'clsx';
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { controlHeight, controlHeightLarge } from './control_classes';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  large?: boolean;
  /** Something is under way: the label stays, so that the button keeps its width. */
  busy?: boolean;
  icon?: ReactNode;
}

const kinds: Record<ButtonKind, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  plain: 'border border-border-strong bg-surface hover:border-fg',
  quiet: 'hover:bg-sunken',
  danger: 'border border-bad bg-surface text-bad hover:bg-bad-soft',
};

export function buttonClasses(kind: ButtonKind, large: boolean): string {
  return clsx(
    'inline-flex items-center justify-center gap-2 rounded-control px-3 font-medium whitespace-nowrap',
    'transition-colors duration-150 disabled:opacity-50 aria-disabled:opacity-50 select-none',
    large ? controlHeightLarge : controlHeight,
    kinds[kind],
  );
}

export function Button({
  kind = 'plain',
  large = false,
  busy = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      className={clsx(buttonClasses(kind, large), className)}
    >
      {icon}
      {children}
    </button>
  );
}
