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
      className="absolute inset-x-2 bottom-2 z-20 mx-auto flex w-fit max-w-[calc(100%-16px)] items-center max-sm:flex-wrap max-sm:justify-center gap-1 max-sm:gap-0 rounded-panel border border-border-strong bg-surface p-1.5 pl-3"
    >
      <output className="numbers mr-1 font-medium sm:mr-2 whitespace-nowrap">
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
        <Button
          kind="quiet"
          aria-label={t`Select all ${formatCount(count)}`}
          onClick={props.onSelectAll}
        >
          <span className="max-sm:hidden">{t`Select all ${formatCount(count)}`}</span>
          <span className="sm:hidden">{t`All ${formatCount(count)}`}</span>
        </Button>
      )}
      <IconButton label={t`Clear the selection`} onClick={props.onClear}>
        <X className="size-4" />
      </IconButton>
    </section>
  );
}
