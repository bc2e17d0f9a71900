import { t } from '@lingui/core/macro';
import { Ban, Ellipsis, Pause, Play, RotateCw } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { Job } from '@/api/types';
import { Button } from '@/components/Button';
import { Menu } from '@/components/Menu';
import { formatCount } from '@/format/count';
import { CancelDialog } from './CancelDialog';
import { DeleteJobDialog } from './DeleteJobDialog';
import { JobMenuItems } from './JobMenuItems';
import { canRetryAll, hasEnded } from './job_status';
import { useAsShownJob } from './shown_job';
import type { JobActions } from './use_job_actions';

const icon = 'size-4';

/** At the top of the page, and on small screens above the navigation, where the thumb is. */
export function JobActionBar({ job, actions }: { job: Job; actions: JobActions }) {
  const [isAsking, setAsking] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const askToCancel = useCallback(() => setAsking(true), []);
  useAsShownJob(job, actions, askToCancel);
  const failed = formatCount(job.failed_files);
  const isBusy = actions.isBusy;
  return (
    <div className="flex gap-2 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-[calc(56px+env(safe-area-inset-bottom))] max-sm:z-20 max-sm:border-t max-sm:border-border max-sm:bg-surface max-sm:px-4 max-sm:py-2 max-sm:[&>button:not([aria-haspopup])]:grow">
      {job.status === 'processing' && (
        <Button icon={<Pause className={icon} />} busy={isBusy} onClick={actions.pause}>
          {t`Pause`}
        </Button>
      )}
      {job.status === 'paused' && (
        <Button
          kind="primary"
          icon={<Play className={icon} />}
          busy={isBusy}
          onClick={actions.resume}
        >
          {t`Resume`}
        </Button>
      )}
      {!hasEnded(job.status) && (
        <Button icon={<Ban className={icon} />} onClick={askToCancel}>
          {t`Cancel`}
        </Button>
      )}
      {canRetryAll(job) && (
        <Button icon={<RotateCw className={icon} />} busy={isBusy} onClick={() => actions.retry()}>
          {t`Retry all failed (${failed})`}
        </Button>
      )}
      <Menu
        trigger={
          <Button aria-label={t`More`} className="px-2">
            <Ellipsis className={icon} />
          </Button>
        }
      >
        <JobMenuItems job={job} onDelete={() => setDeleting(true)} />
      </Menu>
      <DeleteJobDialog job={job} open={isDeleting} onClose={() => setDeleting(false)} />
      <CancelDialog
        job={job}
        open={isAsking}
        onClose={() => setAsking(false)}
        onCancel={actions.cancel}
      />
    </div>
  );
}
