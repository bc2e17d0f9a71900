import { t } from '@lingui/core/macro';
import { formatBytes } from '@/format/bytes';
import { formatCount } from '@/format/count';

/** A size in short, and to the byte on hover. */
export function Bytes({ value }: { value: number }) {
  return (
    <span className="numbers whitespace-nowrap" title={t`${formatCount(value)} bytes`}>
      {formatBytes(value)}
    </span>
  );
}
