import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { JobStatus } from '@/api/types';

const words: Record<JobStatus, MessageDescriptor> = {
  processing: msg`Importing`,
  paused: msg`Paused`,
  completed: msg`Done`,
  failed: msg`Failed`,
  cancelled: msg`Cancelled`,
};

export function statusWord(status: JobStatus): MessageDescriptor {
  return words[status];
}
