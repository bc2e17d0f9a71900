import { t } from '@lingui/core/macro';
import { Checkbox } from '@/components/Checkbox';
import { Field } from '@/components/Field';
import type { ImportOptions } from './start_import';

export interface OptionsFormProps {
  options: ImportOptions;
  onOptions: (options: ImportOptions) => void;
}

function wholeNumber(text: string): number | null {
  const number = Number(text);
  return text !== '' && Number.isSafeInteger(number) && number > 0 ? number : null;
}

export function OptionsForm({ options, onOptions }: OptionsFormProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
      <Checkbox
        checked={options.recursive}
        onChecked={(recursive) => onOptions({ ...options, recursive })}
        label={t`Include subfolders`}
      />
      <details className="group">
        <summary className="rounded-control text-muted select-none hover:text-fg pointer-coarse:min-h-11">
          {t`More options`}
        </summary>
        <Field
          className="mt-3 w-56"
          label={t`At most this many files`}
          hint={t`Empty for all of them.`}
          type="number"
          min={1}
          inputMode="numeric"
          value={options.maxFiles ?? ''}
          onChange={(event) => onOptions({ ...options, maxFiles: wholeNumber(event.target.value) })}
        />
      </details>
    </div>
  );
}
