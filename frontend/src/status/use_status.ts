import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '@/api/client';
import { fetchReadiness } from './readiness';
import { type Sample, withSample } from './throughput';

const statsEveryMs = 2_000;
const healthEveryMs = 5_000;
const totalEveryMs = 10_000;

/** How the server is, looked at again and again while the page is open. */
export function useStatus() {
  const stats = useQuery({
    queryKey: ['status', 'stats'],
    queryFn: ({ signal }) => answerOf(api.GET('/stats', { signal })),
    refetchInterval: statsEveryMs,
    retry: false,
  });
  const readiness = useQuery({
    queryKey: ['status', 'readiness'],
    queryFn: ({ signal }) => fetchReadiness(signal),
    refetchInterval: healthEveryMs,
    retry: false,
  });
  const health = useQuery({
    queryKey: ['status', 'health'],
    queryFn: ({ signal }) => answerOf(api.GET('/health', { signal })),
    refetchInterval: totalEveryMs,
    retry: false,
  });
  const images = useQuery({
    queryKey: ['status', 'images'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/images', { params: { query: { limit: 1 } }, signal })),
    refetchInterval: totalEveryMs,
    retry: false,
    select: ({ total }) => total,
  });
  const running = useQuery({
    queryKey: ['status', 'running'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/import/jobs', {
          params: { query: { status: 'processing', limit: 100 } },
          signal,
        }),
      ),
    refetchInterval: healthEveryMs,
    retry: false,
    select: ({ jobs }) => jobs,
  });
  return { stats, readiness, health, images, running };
}

/** What was done at each look, for as long as the page is open. */
export function useSamples(files: number | undefined, atMs: number): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (files !== undefined) setSamples((old) => withSample(old, { atMs, files }));
  }, [files, atMs]);
  return samples;
}
