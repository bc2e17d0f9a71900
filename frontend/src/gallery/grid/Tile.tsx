import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { Check, ImageOff, TriangleAlert } from 'lucide-react';
import { memo, type SyntheticEvent } from 'react';
import type { Image } from '@/api/types';
import { formatCount } from '@/format/count';
import { thumbhashPicture } from './thumbhash_picture';
import { thumbnailAddress } from './thumbnail_address';

export interface TileProps {
  tile: number;
  column: number;
  left: number;
  width: number;
  height: number;
  image: Image | undefined;
  isSelected: boolean;
  isFocusable: boolean;
  /** Whether a click selects, as something is selected already. */
  isSelecting: boolean;
}

function showLoaded(event: SyntheticEvent<HTMLImageElement>): void {
  event.currentTarget.dataset.loaded = 'yes';
}

function Picture({ image, width, height }: { image: Image; width: number; height: number }) {
  const address = thumbnailAddress(image, { width, height }, devicePixelRatio);
  if (!address) {
    return (
      <span className="absolute inset-0 flex flex-col items-center justify-center gap-1 p-2 text-xs text-muted">
        <ImageOff aria-hidden className="size-5 shrink-0" />
        <span className="max-w-full truncate">{image.name}</span>
      </span>
    );
  }
  return (
    <img
      src={address}
      alt=""
      decoding="async"
      draggable={false}
      onLoad={showLoaded}
      onError={(event) => {
        event.currentTarget.dataset.broken = 'yes';
      }}
      className="tile-picture"
    />
  );
}

function SelectionMark({ isSelected, isSelecting }: { isSelected: boolean; isSelecting: boolean }) {
  return (
    <span
      data-select
      aria-hidden
      className={clsx(
        'absolute top-0 left-0 flex size-9 items-center justify-center pointer-coarse:size-11',
        !isSelected && !isSelecting && 'tile-mark',
      )}
    >
      <span
        className={clsx(
          'flex size-5 items-center justify-center rounded-full border',
          isSelected
            ? 'border-on-accent bg-accent text-on-accent'
            : 'border-white bg-black/40 text-white',
        )}
      >
        {isSelected && <Check className="size-3.5" strokeWidth={3} />}
      </span>
    </span>
  );
}

/** One image. Clicks and keys are heard by the grid, which knows tiles by their `data-tile`. */
export const Tile = memo(function Tile(props: TileProps) {
  const { tile, column, left, width, height, image, isSelected, isFocusable, isSelecting } = props;
  const hash = image ? thumbhashPicture(image.thumbhash) : '';
  return (
    <div
      role="gridcell"
      aria-colindex={column}
      aria-selected={isSelected}
      aria-label={image?.name ?? t`Image ${formatCount(tile + 1)}`}
      tabIndex={isFocusable ? 0 : -1}
      data-tile={tile}
      className="tile"
      style={{ left, width }}
    >
      <div
        className={clsx('tile-frame', isSelected && 'tile-selected')}
        style={{ backgroundImage: hash && `url(${hash})` }}
      >
        {image && <Picture key={image.id} image={image} width={width} height={height} />}
      </div>
      {image && <SelectionMark isSelected={isSelected} isSelecting={isSelecting} />}
      {image?.warning && image.thumbnails && (
        <TriangleAlert
          aria-hidden
          className="absolute right-1.5 bottom-1.5 size-4 text-white drop-shadow"
        />
      )}
    </div>
  );
});
