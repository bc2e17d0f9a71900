import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import clsx from 'clsx';
import { useState } from 'react';
import type { Job, JobFile } from '@/api/types';
import { Bytes } from '@/components/Bytes';
import { hasEnded } from './job_status';
import { currentFilesMax, useCurrentFiles } from './use_current_files';

const places = Array.from({ length: currentFilesMax }, (_, place) => place);

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
 * What is being imported now. It keeps its height however many files there are, and its place when
 * the job ends: what stands below must not jump away from a hand that is about to press it.
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
      className={clsx('flex gap-4 px-4 text-sm text-muted sm:px-5', isOver && 'invisible')}
    >
      <h2 className="shrink-0 leading-5 font-medium">
        <Trans>Now</Trans>
      </h2>
      <ul className="min-w-0 grow">
        {places.map((place) => {
          const file = files[place];
          return (
            <li
              key={place}
              aria-hidden={!file}
              className="flex h-5 justify-between gap-4 leading-5"
            >
              {file && <CurrentFile file={file} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
