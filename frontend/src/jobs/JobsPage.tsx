import { t } from '@lingui/core/macro';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { answerOf, api } from '@/api/client';
import type { JobStatus, Source } from '@/api/types';
import { Button, buttonClasses } from '@/components/Button';
import { EmptyState } from '@/components/EmptyState';
import { ProblemNotice } from '@/components/ProblemNotice';
import { Select, type SelectOption } from '@/components/Select';
import { Later, Skeleton } from '@/components/Skeleton';
import { PageTitle } from '@/shell/PageTitle';
import { sourceNames } from '@/texts/sources';
import { JobRow } from './JobRow';
import { jobsRefreshMs } from './jobs_refresh';
import type { JobsSearch } from './jobs_search';

const pageSize = 50;

function useJobs({ state, source }: JobsSearch) {
  return useInfiniteQuery({
    queryKey: ['jobs', state ?? '', source ?? ''],
    queryFn: ({ pageParam, signal }) => {
      const query = { status: state, source, limit: pageSize, cursor: pageParam ?? undefined };
      return answerOf(api.GET('/import/jobs', { params: { query }, signal }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: (query) => jobsRefreshMs(query.state.data?.pages.flatMap(({ jobs }) => jobs)),
  });
}

function Filters({ state, source }: JobsSearch) {
  const navigate = useNavigate({ from: '/imports' });
  const states: SelectOption<JobStatus | ''>[] = [
    { value: '', label: t`Every state` },
    { value: 'processing', label: t`Importing` },
    { value: 'paused', label: t`Paused` },
    { value: 'completed', label: t`Done` },
    { value: 'failed', label: t`Failed` },
    { value: 'cancelled', label: t`Cancelled` },
  ];
  const sources: SelectOption<Source | ''>[] = [
    { value: '', label: t`Every source` },
    { value: 'google_drive', label: sourceNames.google_drive },
    { value: 'dropbox', label: sourceNames.dropbox },
  ];
  const show = (search: JobsSearch) => void navigate({ search, replace: true });
  return (
    <div className="flex flex-wrap gap-2">
      <Select
        label={t`State`}
        value={state ?? ''}
        options={states}
        onValue={(value) => show({ source, state: value || undefined })}
      />
      <Select
        label={t`Source`}
        value={source ?? ''}
        options={sources}
        onValue={(value) => show({ state, source: value || undefined })}
      />
    </div>
  );
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  const link = buttonClasses('primary', false);
  return isFiltered ? (
    <EmptyState
      title={t`No such jobs`}
      actions={<Link to="/imports" className={buttonClasses('plain', false)}>{t`Show all`}</Link>}
    />
  ) : (
    <EmptyState
      title={t`No imports yet`}
      actions={<Link to="/" className={link}>{t`Import a folder`}</Link>}
    >
      {t`Every import is listed here, with what became of each of its files.`}
    </EmptyState>
  );
}

export function JobsPage() {
  const search = useSearch({ from: '/imports' });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useJobs(search);
  const jobs = data?.pages.flatMap((page) => page.jobs);
  return (
    <div className="page flex flex-col gap-5 py-6">
      <PageTitle text={t`Jobs`} />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-xl font-bold">{t`Jobs`}</h1>
        <Filters {...search} />
      </div>
      {error && !jobs && (
        <ProblemNotice
          error={error}
          title={t`The jobs cannot be shown`}
          onRetry={() => void refetch()}
        />
      )}
      {!jobs && !error && (
        <Later>
          <Skeleton className="h-64 rounded-panel" />
        </Later>
      )}
      {jobs?.length === 0 && <NoJobs isFiltered={Boolean(search.state || search.source)} />}
      {jobs && jobs.length > 0 && (
        <ul className="flex flex-col divide-y divide-border rounded-panel border border-border bg-surface">
          {jobs.map((job) => (
            <JobRow key={job.job_id} job={job} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button
          className="self-start"
          busy={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t`Show older jobs`}
        </Button>
      )}
    </div>
  );
}
