import { t } from '@lingui/core/macro';
import { formatBytesPerSecond } from './bytes';

/** 8.4 files/s · 40 MB/s */
export function formatRate(filesPerSecond: number, bytesPerSecond: number): string {
  const files = filesPerSecond >= 9.95 ? filesPerSecond.toFixed(0) : filesPerSecond.toFixed(1);
  const bytes = formatBytesPerSecond(bytesPerSecond);
  return t`${files} files/s · ${bytes}`;
}
