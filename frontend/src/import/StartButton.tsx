import { plural, t } from '@lingui/core/macro';
import type { Preview } from '@/api/types';
import { Button } from '@/components/Button';
import { formatCount } from '@/format/count';
import type { ImportOptions } from './start_import';

export interface StartButtonProps {
  linkCount: number;
  preview: Preview | undefined;
  options: ImportOptions;
  isBusy: boolean;
  isPossible: boolean;
  onStart: () => void;
}

/** The count stands on the button only where it is what will be imported. */
function labelOf({ linkCount, preview, options }: StartButtonProps): string {
  if (linkCount > 1) return t`Import ${linkCount} folders`;
  const isExact = preview?.complete && options.recursive && options.maxFiles === null;
  if (!preview || !isExact) return t`Import this folder`;
  const fresh = preview.images - preview.already_imported;
  if (fresh <= 0) return t`Look again for new images`;
  const count = formatCount(fresh);
  return plural(fresh, { one: 'Import # image', other: `Import ${count} images` });
}

export function StartButton(props: StartButtonProps) {
  return (
    <Button
      kind="primary"
      large
      busy={props.isBusy}
      disabled={!props.isPossible}
      onClick={props.onStart}
    >
      {labelOf(props)}
    </Button>
  );
}
