import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useId } from 'react';
import { controlOutline } from '@/components/control_classes';
import type { LinkReading } from './link/link_reading';
import { linkWords } from './link_words';

export interface LinkFieldProps {
  text: string;
  onText: (text: string) => void;
  readings: readonly LinkReading[];
  onSubmit: () => void;
}

function Reading({ reading }: { reading: LinkReading }) {
  const Icon = reading.isRead ? CircleCheck : CircleAlert;
  return (
    <span className="flex items-start gap-2">
      <Icon
        aria-hidden
        className={clsx('mt-0.5 size-4 shrink-0', reading.isRead ? 'text-ok' : 'text-bad')}
      />
      {linkWords(reading)}
    </span>
  );
}

/** Takes one link or many, and says what each is while it is typed. It never stands in the way. */
export function LinkField({ text, onText, readings, onSubmit }: LinkFieldProps) {
  const id = useId();
  const [only] = readings;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="font-medium">
        {t`Link of a shared folder`}
      </label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it is what the page is for
        autoFocus
        rows={1}
        value={text}
        spellCheck={false}
        autoComplete="off"
        placeholder="https://drive.google.com/drive/folders/…"
        aria-describedby={`${id}-reading`}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          onSubmit();
        }}
        className={clsx(
          controlOutline,
          'field-sizing-content max-h-64 min-h-11 w-full resize-none px-3 py-2.5 leading-5',
        )}
      />
      <div id={`${id}-reading`} aria-live="polite" className="min-h-5 text-muted">
        {readings.length === 1 && only ? (
          <Reading reading={only} />
        ) : (
          readings.length === 0 &&
          t`Google Drive or Dropbox, shared with everyone who has the link. Several links: one a line.`
        )}
      </div>
    </div>
  );
}
