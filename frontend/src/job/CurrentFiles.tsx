import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import clsx from 'clsx';
import { useState } from 'react';
import type { Job, JobFile } from '@/api/types';
import { Bytes } from '@/components/Bytes';
import { hasEnded } from './job_status';
import { useCurrentFiles } from './use_current_files';

function CurrentFile({ file }: { file: JobFile }) {
  return (
    <>
      <span className="min-w-0 truncate" title={file.path}>
        {file.path.slice(file.path.lastIndexOf('/') + 1)}
      </span>
      {file.size !== null && <Bytes value={file.size} />}
    </>
  );
}

/**
 * What is being imported now, as much as a line holds: the next ones wrap out of sight. The line
 * keeps its place when the job rests or ends, since what stands below must not jump away from a hand
 * that is about to press it.
 */
export function CurrentFiles({ job }: { job: Job }) {
  const files = useCurrentFiles(job);
  const isOver = hasEnded(job.status);
  const [wasShown, setWasShown] = useState(!isOver);
  if (!isOver && !wasShown) setWasShown(true);
  if (isOver && !wasShown) return null;
  return (
    <section
      aria-label={t`Being imported now`}
      className={clsx(
        'flex gap-4 px-4 text-sm text-muted sm:px-5',
        (isOver || files.length === 0) && 'invisible',
      )}
    >
      <h2 className="shrink-0 leading-5 font-medium">
        <Trans>Now</Trans>
      </h2>
      <ul className="flex h-5 min-w-0 grow flex-wrap gap-x-5 overflow-hidden">
        {files.map((file) => (
          <li key={file.file_id} className="flex min-w-0 max-w-full gap-2 leading-5">
            <CurrentFile file={file} />
          </li>
        ))}
      </ul>
    </section>
  );
}
