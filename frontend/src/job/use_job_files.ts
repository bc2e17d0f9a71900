import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answerOf, api } from '@/api/client';
import type { FileState } from '@/api/types';
import { useThrottled } from './use_throttled';

const pageSize = 100;
const stepMs = 3000;
/** Who has read further does not want the list to be fetched again under the eyes. */
const livePagesMax = 2;

export interface JobFilesQuery {
  jobId: string;
  state?: FileState;
  reason?: string;
  /** Whatever it is, a new one means that files may have changed. */
  version: number;
}

/** The files of a job page by page, by cursors: the last of a million costs what the first does. */
export function useJobFiles({ jobId, state, reason, version }: JobFilesQuery) {
  const query = useInfiniteQuery({
    queryKey: ['job', jobId, 'files', state ?? '', reason ?? ''],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/import/jobs/{job_id}/files', {
          params: {
            path: { job_id: jobId },
            query: { state, reason, limit: pageSize, cursor: pageParam ?? undefined },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const throttled = useThrottled(version, stepMs);
  const { refetch, data } = query;
  const isShort = (data?.pages.length ?? 0) <= livePagesMax;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version alone asks for it
  useEffect(() => {
    if (isShort && data) void refetch();
  }, [throttled]);
  return query;
}
