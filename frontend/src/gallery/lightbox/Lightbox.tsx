import { t } from '@lingui/core/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Image, ImageDetails } from '@/api/types';
import { IconButton } from '@/components/IconButton';
import { useBoxSize } from '../grid/use_box_size';
import { useShortcuts } from '../shortcuts';
import { LightboxBar } from './LightboxBar';
import { MetadataPanel } from './MetadataPanel';
import { Picture } from './Picture';
import { useOnlyThis } from './use_only_this';
import { useZoom } from './use_zoom';
import { fitted, type Size, zoomStep } from './zoom';

export interface LightboxProps {
  image: Image | undefined;
  details: ImageDetails | undefined;
  /** What to say where there is no image. */
  notice: ReactNode;
  position: ReactNode;
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
  onCopy: (() => void) | undefined;
  onDownload: (() => void) | undefined;
  onDelete: (() => void) | undefined;
  onUndo: () => void;
  onClose: () => void;
}

const infoName = 'pixferry.lightbox_info';

function useInfo() {
  const [isShown, setShown] = useState(() => localStorage.getItem(infoName) === 'yes');
  const toggle = () => {
    localStorage.setItem(infoName, isShown ? 'no' : 'yes');
    setShown(!isShown);
  };
  return [isShown, toggle] as const;
}

const arrow = 'absolute top-1/2 z-10 -translate-y-1/2 bg-surface/80 border border-border size-11';

export function Lightbox(props: LightboxProps) {
  const { image, details, notice, onPrevious, onNext, onClose } = props;
  const dialog = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const frameSize = useBoxSize(frame);
  const [isInfoShown, toggleInfo] = useInfo();
  const [loadedSize, setLoadedSize] = useState<{ id: number; size: Size } | null>(null);
  useOnlyThis(dialog);

  const id = image?.id;
  const measured = loadedSize?.id === id ? loadedSize?.size : null;
  const declared =
    image?.width && image.height ? { width: image.width, height: image.height } : null;
  const picture = declared ?? measured ?? null;
  const shown = picture && frameSize ? fitted(picture, frameSize) : null;
  const turn = (step: 1 | -1) => (step === 1 ? onNext?.() : onPrevious?.());
  const { zoom, zoomBy, reset, handlers } = useZoom({
    frame,
    picture,
    shown,
    frameSize,
    onSwipe: turn,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: every image begins as a whole
  useEffect(reset, [id]);

  useShortcuts(
    {
      ArrowLeft: () => onPrevious?.(),
      ArrowRight: () => onNext?.(),
      '+': () => zoomBy(zoomStep),
      '=': () => zoomBy(zoomStep),
      '-': () => zoomBy(1 / zoomStep),
      '0': reset,
      i: toggleInfo,
      c: () => props.onCopy?.(),
      Delete: () => props.onDelete?.(),
      'Control+z': props.onUndo,
      Escape: () => (zoom.scale > 1 ? reset() : onClose()),
    },
    true,
  );

  return (
    <div
      ref={dialog}
      role="dialog"
      aria-modal
      aria-label={image?.name ?? t`Image`}
      tabIndex={-1}
      className="fixed inset-0 z-40 flex flex-col bg-sunken outline-none"
    >
      <LightboxBar
        {...props}
        name={image?.name ?? t`Image`}
        zoomPercent={
          picture && shown ? Math.round(((shown.width * zoom.scale) / picture.width) * 100) : null
        }
        canZoom={picture !== null}
        isInfoShown={isInfoShown}
        onZoom={(isIn) => zoomBy(isIn ? zoomStep : 1 / zoomStep)}
        onInfo={toggleInfo}
      />
      <div className="flex min-h-0 grow flex-col sm:flex-row">
        <div className="relative min-h-0 min-w-0 grow">
          <div
            ref={frame}
            data-zoomed={zoom.scale > 1 || undefined}
            className="absolute inset-0 flex touch-none items-center justify-center overflow-hidden select-none data-zoomed:cursor-grab sm:inset-3"
            {...handlers}
          >
            {image && (
              <Picture
                key={image.id}
                image={image}
                shown={shown}
                zoom={zoom}
                onSize={(size) => setLoadedSize({ id: image.id, size })}
              />
            )}
          </div>
          {!image && (
            <div className="absolute inset-0 flex items-center justify-center p-4">{notice}</div>
          )}
          {onPrevious && (
            <IconButton
              label={t`Previous image`}
              className={`${arrow} left-3`}
              onClick={onPrevious}
            >
              <ChevronLeft className="size-5" />
            </IconButton>
          )}
          {onNext && (
            <IconButton label={t`Next image`} className={`${arrow} right-3`} onClick={onNext}>
              <ChevronRight className="size-5" />
            </IconButton>
          )}
        </div>
        {isInfoShown && image && (
          <MetadataPanel image={image} details={details} onClose={toggleInfo} />
        )}
      </div>
    </div>
  );
}
