import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button, buttonClasses } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { Later, Skeleton } from '@/components/Skeleton';

/** Each word stands for a tile, as wide as it is long. */
const placeholderRows = [
  'abc defg hij kl mnop',
  'abcd ef ghi jklm nop',
  'ab cdef ghij klm nop',
  'abc def gh ijkl mnop',
];

/** Tiles in the shape of rows, until the real shapes are known. */
export function LoadingGallery() {
  return (
    <div className="min-h-0 grow overflow-hidden px-2 sm:px-4">
      <Later>
        <div role="status" aria-label={t`Loading the gallery`} className="flex flex-col gap-1">
          {placeholderRows.map((row) => (
            <div key={row} className="flex h-28 gap-1 sm:h-50">
              {row.split(' ').map((tile) => (
                <div key={tile} className="h-full" style={{ flexGrow: tile.length }}>
                  <Skeleton className="h-full rounded-tile" />
                </div>
              ))}
            </div>
          ))}
        </div>
      </Later>
    </div>
  );
}

export function EmptyGallery() {
  return (
    <div className="page py-8">
      <EmptyState
        title={t`No images yet`}
        actions={
          <Link to="/" className={buttonClasses('primary', false)}>
            {t`Import a folder`}
          </Link>
        }
      >
        <Trans>
          Paste the link of a shared folder, or run <code>pixferry demo</code>, which imports
          made-up photos without any account.
        </Trans>
      </EmptyState>
    </div>
  );
}

export function NothingMatches({ onClear }: { onClear: () => void }) {
  return (
    <div className="page py-8">
      <EmptyState
        title={t`No image matches`}
        actions={<Button onClick={onClear}>{t`Clear filters`}</Button>}
      >
        {t`There are images, but none that all of the filters let through.`}
      </EmptyState>
    </div>
  );
}
