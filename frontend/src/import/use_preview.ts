import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import type { Preview } from '@/api/types';

const freshMs = 60_000;

/** Reads the folder behind a link; given up as soon as the link is another one. */
export function usePreview(address: string, password: string) {
  return useQuery<Preview>({
    queryKey: ['preview', address, password],
    queryFn: ({ signal }) =>
      answerOf(
        api.POST('/import/preview', {
          body: { folder_url: address, ...(password === '' ? {} : { password }) },
          signal,
        }),
      ),
    enabled: address !== '',
    staleTime: freshMs,
    // After an import, what is here already is no longer what it was.
    gcTime: 0,
    retry: false,
  });
}
