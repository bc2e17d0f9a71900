import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api } from '@/api/client';
import { fetchReadiness } from './readiness';
import { type Sample, withSample } from './throughput';

const statsEveryMs = 2_000;
const healthEveryMs = 5_000;
const versionEveryMs = 10_000;

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
    refetchInterval: versionEveryMs,
    retry: false,
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
  return { stats, readiness, health, running };
}

/** The rate at each look, for as long as the page is open. */
export function useSamples(filesPerSecond: number, atMs: number): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    setSamples((old) => withSample(old, { atMs, filesPerSecond }));
  }, [filesPerSecond, atMs]);
  return samples;
}
