import { t } from '@lingui/core/macro';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Image, ImageDetails } from '@/api/types';
import { Bytes } from '@/components/Bytes';
import { CopyButton } from '@/components/CopyButton';
import { IconButton } from '@/components/IconButton';
import { wholeAddress } from '../actions/image_links';
import {
  formatCamera,
  formatDimensions,
  formatExposure,
  formatImported,
  formatTaken,
} from './facts';

export interface MetadataPanelProps {
  image: Image;
  /** What only the image alone tells; not there at once. */
  details: ImageDetails | undefined;
  onClose: () => void;
}

const sourceNames: Record<string, string> = { google_drive: 'Google Drive', dropbox: 'Dropbox' };

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <div>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="flex items-center gap-1 break-words [&>*]:min-w-0">{children}</dd>
    </div>
  );
}

function warningText(warning: Image['warning']): string {
  switch (warning) {
    case 'truncated':
      return t`The end of the file is missing.`;
    case 'damaged_pixels':
      return t`Its pixels are damaged; the header is sound.`;
    case 'too_many_pixels':
      return t`It has too many pixels to be drawn; it is stored as it came.`;
    case 'no_decoder':
      return t`Pixferry does not decode this kind; it is stored as it came.`;
    default:
      return '';
  }
}

function CameraFacts({ details }: { details: ImageDetails }) {
  const { camera, exposure, gps } = details;
  return (
    <>
      <Fact name={t`Camera`}>{formatCamera(camera.make, camera.model)}</Fact>
      <Fact name={t`Lens`}>{camera.lens}</Fact>
      <Fact name={t`Exposure`}>{formatExposure(exposure)}</Fact>
      {gps?.latitude !== undefined && gps.longitude !== undefined && (
        <Fact name={t`Place`}>
          <span className="numbers">{`${gps.latitude.toFixed(5)}, ${gps.longitude.toFixed(5)}`}</span>
        </Fact>
      )}
    </>
  );
}

export function MetadataPanel({ image, details, onClose }: MetadataPanelProps) {
  const { width, height } = image;
  const address = wholeAddress(image);
  return (
    <section
      aria-label={t`Information`}
      className="flex max-h-[45dvh] w-full shrink-0 flex-col overflow-y-auto border-t border-border bg-surface sm:max-h-none sm:w-80 sm:border-t-0 sm:border-l"
    >
      <div className="sticky top-0 flex items-center justify-between bg-surface py-2 pr-2 pl-4">
        <h2 className="font-bold">{t`Information`}</h2>
        <IconButton label={t`Hide the information`} onClick={onClose}>
          <X className="size-4" />
        </IconButton>
      </div>
      <dl className="flex flex-col gap-3 px-4 pb-6">
        <Fact name={t`Name`}>{image.name}</Fact>
        <Fact name={t`Path`}>{image.path !== image.name && image.path}</Fact>
        <Fact name={t`Note`}>{warningText(image.warning)}</Fact>
        <Fact name={t`Taken`}>{image.taken_at && formatTaken(image.taken_at)}</Fact>
        <Fact name={t`Size`}>
          <span className="numbers">
            {width && height ? `${formatDimensions(width, height)} · ` : ''}
            <Bytes value={image.size} />
          </span>
        </Fact>
        <Fact name={t`Type`}>{image.mime_type}</Fact>
        {details && <CameraFacts details={details} />}
        <Fact name={t`Source`}>{sourceNames[image.source] ?? image.source}</Fact>
        <Fact name={t`Imported`}>{formatImported(image.created_at)}</Fact>
        <Fact name="SHA-256">
          <code className="truncate font-mono text-xs">{image.sha256}</code>
          <CopyButton text={image.sha256} label={t`Copy the SHA-256`} />
        </Fact>
        <Fact name="URL">
          <a
            href={address}
            target="_blank"
            rel="noreferrer"
            className="truncate text-accent underline"
          >
            {address}
          </a>
          <CopyButton text={address} label={t`Copy the URL`} />
        </Fact>
      </dl>
    </section>
  );
}
