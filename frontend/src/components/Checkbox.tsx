import clsx from 'clsx';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  label: ReactNode;
  onChecked: (checked: boolean) => void;
}

export function Checkbox({ label, onChecked, className, ...rest }: CheckboxProps) {
  const id = useId();
  return (
    <span className={clsx('inline-flex items-center gap-2 pointer-coarse:min-h-11', className)}>
      <input
        id={id}
        type="checkbox"
        {...rest}
        onChange={(event) => onChecked(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <label htmlFor={id} className="select-none">
        {label}
      </label>
    </span>
  );
}
