import { t } from '@lingui/core/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { Job } from '@/api/types';
import { type Tab, Tabs } from '@/components/Tabs';
import { formatCount } from '@/format/count';
import { ActivityTab } from './ActivityTab';
import { FailuresTab } from './FailuresTab';
import { FilesTab } from './FilesTab';
import type { JobTab } from './job_search';
import type { LiveJob } from './live/live_job';
import type { JobActions } from './use_job_actions';

export interface JobTabsProps {
  job: Job;
  live: LiveJob;
  actions: JobActions;
}

function Counted({ label, count }: { label: string; count: number }) {
  return (
    <>
      {label} <span className="numbers font-normal text-muted">{formatCount(count)}</span>
    </>
  );
}

/** The tab stands in the address. Without one, failures come first where there are any. */
export function JobTabs({ job, live, actions }: JobTabsProps) {
  const search = useSearch({ from: '/imports/$jobId' });
  const navigate = useNavigate({ from: '/imports/$jobId' });
  const { filesVersion } = live;
  const tabs: Tab<JobTab>[] = [
    {
      name: 'failures',
      label: <Counted label={t`Failures`} count={job.failed_files} />,
      content: <FailuresTab job={job} filesVersion={filesVersion} actions={actions} />,
    },
    {
      name: 'files',
      label: <Counted label={t`Files`} count={job.total_files} />,
      content: (
        <FilesTab
          job={job}
          state={search.state}
          reason={search.reason}
          filesVersion={filesVersion}
          actions={actions}
        />
      ),
    },
    {
      name: 'activity',
      label: t`Activity`,
      content: <ActivityTab jobId={job.job_id} live={live} />,
    },
  ];
  return (
    <Tabs
      label={t`Details`}
      tabs={tabs}
      current={search.tab ?? 'failures'}
      onTab={(tab) => void navigate({ search: { tab }, replace: true, resetScroll: false })}
    />
  );
}
