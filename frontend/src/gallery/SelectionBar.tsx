import { plural, t } from '@lingui/core/macro';
import { Download, Link, Trash2, X } from 'lucide-react';
import { Button } from '@/components/Button';
import { IconButton } from '@/components/IconButton';
import { formatCount } from '@/format/count';

export interface SelectionBarProps {
  selectedCount: number;
  count: number;
  onCopy: () => void;
  onDownload: () => void;
  onDelete: () => void;
  onSelectAll: () => void;
  onClear: () => void;
}

export function SelectionBar(props: SelectionBarProps) {
  const { selectedCount, count } = props;
  return (
    <section
      aria-label={t`Selection`}
      className="absolute inset-x-2 bottom-2 z-20 mx-auto flex w-fit max-w-[calc(100%-16px)] items-center max-sm:flex-wrap max-sm:justify-center gap-1 rounded-panel border border-border-strong bg-surface p-1.5 pl-3"
    >
      <output className="numbers mr-2 font-medium whitespace-nowrap">
        {plural(selectedCount, { one: '# selected', other: '# selected' })}
      </output>
      <Button kind="quiet" icon={<Link className="size-4" />} onClick={props.onCopy}>
        <span className="max-sm:sr-only">{selectedCount === 1 ? t`Copy URL` : t`Copy URLs`}</span>
      </Button>
      <Button kind="quiet" icon={<Download className="size-4" />} onClick={props.onDownload}>
        <span className="max-sm:sr-only">{t`Download`}</span>
      </Button>
      <Button
        kind="quiet"
        className="text-bad"
        icon={<Trash2 className="size-4" />}
        onClick={props.onDelete}
      >
        <span className="max-sm:sr-only">{t`Delete`}</span>
      </Button>
      {selectedCount < count && (
        <Button kind="quiet" onClick={props.onSelectAll}>
          {t`Select all ${formatCount(count)}`}
        </Button>
      )}
      <IconButton label={t`Clear the selection`} onClick={props.onClear}>
        <X className="size-4" />
      </IconButton>
    </section>
  );
}
