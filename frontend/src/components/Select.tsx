import clsx from 'clsx';
import { ChevronDown } from 'lucide-react';
import type { SelectHTMLAttributes } from 'react';
import { controlHeight, controlOutline } from './control_classes';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

export interface SelectProps<Value extends string>
  extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> {
  label: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  onValue: (value: Value) => void;
}

/** The browser's own list, which every keyboard, reader and phone knows. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onValue,
  className,
  ...rest
}: SelectProps<Value>) {
  return (
    <span className={clsx('relative inline-flex', className)}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onValue(chosen.value);
        }}
        {...rest}
        className={clsx(controlHeight, controlOutline, 'w-full appearance-none pr-8 pl-2.5')}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
