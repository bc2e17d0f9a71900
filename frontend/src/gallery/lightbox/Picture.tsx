import { t } from '@lingui/core/macro';
import clsx from 'clsx';
import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { objectAddress } from '@/api/object_address';
import type { Image } from '@/api/types';
import { thumbhashPicture } from '../grid/thumbhash_picture';
import type { Size, Zoom } from './zoom';

/** What every browser of these years draws; the others' originals are shown by their thumbnail. */
const drawnTypes = ['jpeg', 'png', 'webp', 'gif', 'avif', 'bmp'].map((type) => `image/${type}`);

export const isDrawable = (image: Image) => drawnTypes.includes(image.mime_type);

export interface PictureProps {
  image: Image;
  shown: Size | null;
  zoom: Zoom;
  onSize: (size: Size) => void;
}

/** The picture as sharp as it is there: its blur, its thumbnail, then itself. */
export function Picture({ image, shown, zoom, onSize }: PictureProps) {
  const [isLoaded, setLoaded] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const thumbnail = image.thumbnails?.['512'] ?? image.thumbnails?.['256'];
  const original = isDrawable(image) && !isBroken ? objectAddress(image.storage_url) : null;
  if (!thumbnail && !original) {
    return (
      <div className="flex flex-col items-center gap-2 text-muted">
        <ImageOff className="size-8" />
        <p>{t`This browser cannot show this kind of image, and there is no thumbnail of it.`}</p>
      </div>
    );
  }
  const hash = thumbhashPicture(image.thumbhash);
  const layer = 'absolute inset-0 size-full object-contain';
  return (
    <div
      className="relative shrink-0 bg-[length:100%_100%]"
      style={{
        width: shown?.width ?? '100%',
        height: shown?.height ?? '100%',
        backgroundImage: hash && shown && !isLoaded ? `url(${hash})` : undefined,
        transform: `translate(${zoom.x}px, ${zoom.y}px) scale(${zoom.scale})`,
      }}
    >
      {thumbnail && !isLoaded && (
        <img
          src={objectAddress(thumbnail)}
          alt={original ? '' : image.name}
          draggable={false}
          className={layer}
        />
      )}
      {original && (
        <img
          src={original}
          alt={image.name}
          draggable={false}
          decoding="async"
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            setLoaded(true);
            onSize({ width, height });
          }}
          onError={() => setBroken(true)}
          className={clsx(layer, !isLoaded && 'opacity-0')}
        />
      )}
    </div>
  );
}
