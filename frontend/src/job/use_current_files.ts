import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import type { Job, JobFile } from '@/api/types';
import { hasEnded } from './job_status';

const currentFilesMax = 5;
const stepMs = 2_000;

const none: readonly JobFile[] = [];

/** Some of the files that workers have in hand, asked for while the job moves and is looked at. */
export function useCurrentFiles({ job_id, status }: Job): readonly JobFile[] {
  const isActive = !hasEnded(status);
  const { data } = useQuery({
    queryKey: ['job', job_id, 'current'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/import/jobs/{job_id}/files', {
          params: { path: { job_id }, query: { state: 'importing', limit: currentFilesMax } },
          signal,
        }),
      ),
    enabled: isActive,
    refetchInterval: stepMs,
    refetchIntervalInBackground: false,
    staleTime: stepMs,
    retry: false,
    select: ({ files }) => files,
  });
  return isActive ? (data ?? none) : none;
}
