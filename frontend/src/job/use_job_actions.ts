import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiProblem } from '@/api/problem';
import type { Job } from '@/api/types';
import { toast } from '@/components/toast';
import { cancelJob, pauseJob, resumeJob, retryJob } from './job_requests';

export interface JobActions {
  isBusy: boolean;
  pause: () => void;
  resume: () => void;
  cancel: () => void;
  retry: (which?: { reason?: string; file_ids?: number[] }) => void;
}

/**
 * What can be done with a job. Answers are taken over at once; refusals are told. The same object as
 * long as it is for the same job and as busy.
 */
export function useJobActions(jobId: string, onJob: (job: Job) => void): JobActions {
  const queries = useQueryClient();
  const mutation = useMutation({
    mutationFn: (request: () => Promise<Job>) => request(),
    onSuccess: (job) => {
      onJob(job);
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      void queries.invalidateQueries({ queryKey: ['job', jobId] });
    },
    onError: (error) => {
      const hint = error instanceof ApiProblem ? error.hint : '';
      toast([error.message, hint].filter(Boolean).join(' ') || t`That did not work.`, {
        tone: 'bad',
      });
    },
  });
  const { mutate, isPending } = mutation;
  return useMemo(
    () => ({
      isBusy: isPending,
      pause: () => mutate(() => pauseJob(jobId)),
      resume: () => mutate(() => resumeJob(jobId)),
      cancel: () => mutate(() => cancelJob(jobId)),
      retry: (which) => mutate(() => retryJob(jobId, which)),
    }),
    [mutate, isPending, jobId],
  );
}
