import clsx from 'clsx';
import { type InputHTMLAttributes, type ReactNode, useId } from 'react';
import { controlHeight, controlOutline } from './control_classes';

export interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  hint?: ReactNode;
  error?: string;
}

export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        autoComplete="off"
        {...rest}
        aria-invalid={error ? true : undefined}
        aria-describedby={hint || error ? hintId : undefined}
        className={clsx(controlHeight, controlOutline, 'w-full px-2.5', error && 'border-bad')}
      />
      {(hint || error) && (
        <p id={hintId} className={clsx('text-sm', error ? 'text-bad' : 'text-muted')}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
