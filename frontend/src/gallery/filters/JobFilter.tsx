import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import type { Job } from '@/api/types';
import { Select } from '@/components/Select';

export interface JobFilterProps {
  job: string | undefined;
  onJob: (job: string | undefined) => void;
}

const listedMax = 100;
const shortId = (id: string) => id.slice(0, 8);

function optionOf({ job_id, folder_name }: Job) {
  const name = folder_name.length > 40 ? `${folder_name.slice(0, 39)}…` : folder_name;
  return { value: job_id, label: name ? `${name} · ${shortId(job_id)}` : shortId(job_id) };
}

/** The last imports, and the one in the address even if it is none of them. */
export function JobFilter({ job, onJob }: JobFilterProps) {
  const jobs = useQuery({
    queryKey: ['jobs', 'for the gallery'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/import/jobs', { params: { query: { limit: listedMax } }, signal })),
    staleTime: 30_000,
  });
  const options = (jobs.data?.jobs ?? []).map(optionOf);
  if (job && !options.some(({ value }) => value === job)) {
    options.unshift({ value: job, label: shortId(job) });
  }
  return (
    <Select
      label={t`Import`}
      className="w-44"
      value={job ?? ''}
      options={[{ value: '', label: t`All imports` }, ...options]}
      onValue={(value) => onJob(value || undefined)}
    />
  );
}
