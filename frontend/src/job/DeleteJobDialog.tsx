import { t } from '@lingui/core/macro';
import { Plural } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '@/api/types';
import { Button } from '@/components/Button';
import { Checkbox } from '@/components/Checkbox';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toast';
import { formatCount } from '@/format/count';
import { deleteJob } from './job_requests';

export interface DeleteJobDialogProps {
  job: Job;
  open: boolean;
  onClose: () => void;
}

/** The job goes; its images stay unless they are asked for by their number. */
export function DeleteJobDialog({ job, open, onClose }: DeleteJobDialogProps) {
  const [withImages, setWithImages] = useState(false);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const deletion = useMutation({
    mutationFn: () => deleteJob(job.job_id, withImages ? 'delete' : 'keep'),
    onSuccess: async () => {
      await navigate({ to: '/imports' });
      void queries.invalidateQueries();
      toast(t`The job is deleted.`, { tone: 'ok' });
    },
    onError: (error) => toast(error.message, { tone: 'bad' }),
  });
  const count = formatCount(job.imported_files);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t`Delete this job?`}
      actions={
        <>
          <Button onClick={onClose}>{t`Keep it`}</Button>
          <Button kind="danger" busy={deletion.isPending} onClick={() => deletion.mutate()}>
            {withImages ? t`Delete the job and ${count} images` : t`Delete the job`}
          </Button>
        </>
      }
    >
      <p className="text-muted">
        {t`The job, the list of its files and its reports go. This cannot be undone.`}
      </p>
      {job.imported_files > 0 && (
        <Checkbox
          checked={withImages}
          onChecked={setWithImages}
          label={
            <Plural
              value={job.imported_files}
              one="Delete the image that it imported too, unless another job has it"
              other="Delete the # images that it imported too, but those that another job has"
            />
          }
        />
      )}
    </Dialog>
  );
}
