import { QueryClient } from '@tanstack/react-query';
import { onApiKeyChange } from './key';
import { ApiProblem } from './problem';

const retriesMax = 2;

function mayRetry(failures: number, error: Error): boolean {
  return error instanceof ApiProblem && error.isRetryable && failures < retriesMax;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    // The server is often this machine, which answers without any network.
    queries: { retry: mayRetry, staleTime: 2_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

onApiKeyChange(() => void queryClient.resetQueries());
