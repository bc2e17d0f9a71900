import { t } from '@lingui/core/macro';
import { Download, Info, Link, Trash2, X, ZoomIn, ZoomOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/IconButton';

export interface LightboxBarProps {
  name: string;
  position: ReactNode;
  zoomPercent: number | null;
  canZoom: boolean;
  isInfoShown: boolean;
  onZoom: (isIn: boolean) => void;
  onInfo: () => void;
  onCopy: (() => void) | undefined;
  onDownload: (() => void) | undefined;
  onDelete: (() => void) | undefined;
  onClose: () => void;
}

/** What it is, where it stands, and what can be done with it. */
export function LightboxBar(props: LightboxBarProps) {
  const { name, position, zoomPercent, canZoom, isInfoShown } = props;
  return (
    <header className="flex h-12 shrink-0 items-center gap-1 border-b border-border bg-surface pr-2 pl-4">
      <h2 className="min-w-0 truncate font-medium">{name}</h2>
      <span className="numbers ml-2 hidden whitespace-nowrap text-muted sm:inline">{position}</span>
      <span className="ml-auto flex items-center">
        {zoomPercent !== null && (
          <output className="numbers mr-1 hidden w-12 text-right text-muted md:inline">
            {`${zoomPercent} %`}
          </output>
        )}
        <span className="hidden sm:flex">
          <IconButton label={t`Zoom out`} disabled={!canZoom} onClick={() => props.onZoom(false)}>
            <ZoomOut className="size-4" />
          </IconButton>
          <IconButton label={t`Zoom in`} disabled={!canZoom} onClick={() => props.onZoom(true)}>
            <ZoomIn className="size-4" />
          </IconButton>
        </span>
        <IconButton label={t`Information`} aria-pressed={isInfoShown} onClick={props.onInfo}>
          <Info className="size-4" />
        </IconButton>
        <IconButton label={t`Copy URL`} disabled={!props.onCopy} onClick={props.onCopy}>
          <Link className="size-4" />
        </IconButton>
        <IconButton label={t`Download`} disabled={!props.onDownload} onClick={props.onDownload}>
          <Download className="size-4" />
        </IconButton>
        <IconButton label={t`Delete`} disabled={!props.onDelete} onClick={props.onDelete}>
          <Trash2 className="size-4" />
        </IconButton>
        <IconButton label={t`Close`} onClick={props.onClose}>
          <X className="size-4" />
        </IconButton>
      </span>
    </header>
  );
}
