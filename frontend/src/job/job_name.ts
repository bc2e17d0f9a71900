import { t } from '@lingui/core/macro';
import type { Job } from '@/api/types';
import { sourceNames } from '@/texts/sources';

/** The folder's name, once it was read. */
export function jobName({ folder_name, source }: Job): string {
  return folder_name || t`Import from ${sourceNames[source]}`;
}
