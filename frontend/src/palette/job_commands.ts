import { t } from '@lingui/core/macro';
import { Ban, Copy, Pause, Play, RotateCw, Terminal } from 'lucide-react';
import { copyJobAsCurl, copyJobId } from '@/job/copy_job';
import { canRetryAll, hasEnded } from '@/job/job_status';
import type { ShownJob } from '@/job/shown_job';
import type { Command } from './command';

/** What can be done with the job that is shown, as it stands. */
export function jobCommands({ job, actions, askToCancel }: ShownJob): Command[] {
  const commands: Command[] = [];
  if (job.status === 'processing') {
    commands.push({ id: 'pause', name: t`Pause`, icon: Pause, run: actions.pause });
  }
  if (job.status === 'paused') {
    commands.push({ id: 'resume', name: t`Resume`, icon: Play, run: actions.resume });
  }
  if (canRetryAll(job)) {
    commands.push({
      id: 'retry',
      name: t`Retry all that failed`,
      icon: RotateCw,
      run: () => actions.retry(),
    });
  }
  if (!hasEnded(job.status)) {
    commands.push({ id: 'cancel', name: t`Cancel…`, icon: Ban, run: askToCancel });
  }
  commands.push(
    {
      id: 'curl',
      name: t`Copy as curl`,
      keywords: t`terminal command request`,
      icon: Terminal,
      run: () => void copyJobAsCurl(job),
    },
    { id: 'job-id', name: t`Copy the job's ID`, icon: Copy, run: () => void copyJobId(job) },
  );
  return commands;
}
