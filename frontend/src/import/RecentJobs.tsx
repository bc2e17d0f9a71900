import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answerOf, api } from '@/api/client';
import { ProblemNotice } from '@/components/ProblemNotice';
import { JobRow } from '@/jobs/JobRow';
import { jobsRefreshMs } from '@/jobs/jobs_refresh';

const shownMax = 5;

export function RecentJobs() {
  const { data, error, refetch } = useQuery({
    queryKey: ['jobs', 'recent'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/import/jobs', { params: { query: { limit: shownMax } }, signal })),
    refetchInterval: (query) => jobsRefreshMs(query.state.data?.jobs),
  });
  if (error && !data) {
    return (
      <ProblemNotice
        error={error}
        title={t`Recent imports cannot be shown`}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data || data.jobs.length === 0) return null;
  return (
    <section aria-labelledby="recent" className="flex flex-col gap-3">
      <div className="flex items-baseline justify-between">
        <h2 id="recent" className="font-bold">
          {t`Recent imports`}
        </h2>
        <Link to="/imports" className="rounded-control text-accent hover:underline">
          {t`All jobs`}
        </Link>
      </div>
      <ul className="flex flex-col divide-y divide-border rounded-panel border border-border bg-surface">
        {data.jobs.map((job) => (
          <JobRow key={job.job_id} job={job} />
        ))}
      </ul>
    </section>
  );
}
