import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import type { JobStatus, Stats } from '@/api/types';
import { formatCount } from '@/format/count';
import { formatRate } from '@/format/rate';
import { Sparkline } from '@/job/Sparkline';
import { type Figure, Figures } from './Figures';
import { ratesOf } from './throughput';
import { useSamples } from './use_status';

function JobStates({ jobs }: { jobs: Stats['jobs'] }) {
  const names: [state: JobStatus, text: string][] = [
    ['processing', t`running`],
    ['paused', t`paused`],
    ['completed', t`completed`],
    ['failed', t`failed`],
    ['cancelled', t`cancelled`],
  ];
  return (
    <p className="numbers flex flex-wrap gap-x-5 gap-y-1">
      {names.map(([state, text]) => (
        <Link
          key={state}
          to="/imports"
          search={{ state }}
          className="py-0.5 text-accent underline underline-offset-2"
        >
          {`${formatCount(jobs[state] ?? 0)} ${text}`}
        </Link>
      ))}
    </p>
  );
}

function foldersToRead(folders: number): string | undefined {
  if (folders === 0) return undefined;
  return plural(folders, { one: '# folder to be read', other: '# folders to be read' });
}

function figuresOf({ images, files, queue }: Stats): Figure[] {
  const count = (files: number | undefined) => formatCount(files ?? 0);
  return [
    { label: t`Images`, value: count(images) },
    {
      label: t`Files waiting`,
      value: count(queue.files),
      note: foldersToRead(queue.folders ?? 0),
    },
    { label: t`Imported`, value: count(files.imported) },
    { label: t`Skipped`, value: count(files.skipped) },
    { label: t`Failed`, value: count(files.failed) },
  ];
}

/** What is left, what was done, and how fast it goes, as the server counts it. */
export function Work({ stats, atMs }: { stats: Stats; atMs: number }) {
  const { files_per_second, bytes_per_second, jobs } = stats;
  const rates = ratesOf(useSamples(files_per_second, atMs)).slice(-60);
  return (
    <>
      <Figures figures={figuresOf(stats)} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <span className="numbers flex items-center gap-3">
          <Sparkline rates={rates} />
          {formatRate(files_per_second, bytes_per_second)}
        </span>
        <JobStates jobs={jobs} />
      </div>
    </>
  );
}
