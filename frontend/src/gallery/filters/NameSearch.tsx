import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { Search } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { controlHeight, controlOutline } from '@/components/control_classes';

const typingPauseMs = 250;

export interface NameSearchProps {
  /** As the address has it. */
  name: string;
  onName: (name: string) => void;
  field: RefObject<HTMLInputElement | null>;
}

export function NameSearch({ name, onName, field }: NameSearchProps) {
  const [text, setText] = useState(name);
  const [lastName, setLastName] = useState(name);
  // The address may change by itself, as when going back.
  if (name !== lastName) {
    setLastName(name);
    if (text.trim() !== name) setText(name);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === name) return;
    const timer = setTimeout(() => onName(wanted), typingPauseMs);
    return () => clearTimeout(timer);
  }, [text, name, onName]);
  return (
    <span className="relative inline-flex min-w-40 grow sm:w-56 sm:grow-0">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={field}
        type="search"
        aria-label={t`Search by name`}
        placeholder={t`Search by name`}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className={clsx(controlHeight, controlOutline, 'w-full pr-2 pl-8 placeholder:text-muted')}
      />
    </span>
  );
}
