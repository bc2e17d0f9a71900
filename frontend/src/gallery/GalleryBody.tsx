import { t } from '@lingui/core/macro';
import { ProblemNotice } from '@/components/ProblemNotice';
import type { GalleryActions } from './actions/use_gallery_actions';
import { GalleryView, type GalleryViewProps } from './GalleryView';
import { SelectionBar } from './SelectionBar';
import { countIndices, type IndexRanges } from './selection/index_ranges';

export interface GalleryBodyProps extends GalleryViewProps {
  /** Why there is no layout. */
  error: Error | null;
  onRetry: () => void;
  actions: GalleryActions;
  onRemove: (ranges: IndexRanges) => void;
}

/** The images with the bar of those that are selected, or why they are not there. */
export function GalleryBody({ error, onRetry, actions, onRemove, ...view }: GalleryBodyProps) {
  if (error) {
    return (
      <div className="page py-8">
        <ProblemNotice error={error} title={t`The gallery cannot be shown`} onRetry={onRetry} />
      </div>
    );
  }
  const { selection, tiles } = view;
  const selectedCount = countIndices(selection.ranges);
  return (
    <div className="relative flex min-h-0 grow flex-col">
      <GalleryView {...view} />
      {selectedCount > 0 && (
        <SelectionBar
          selectedCount={selectedCount}
          count={tiles?.count ?? 0}
          onCopy={() => void actions.copyUrls(selection.ranges)}
          onDownload={() => void actions.download(selection.ranges)}
          onDelete={() => onRemove(selection.ranges)}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        />
      )}
    </div>
  );
}
