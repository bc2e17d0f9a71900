import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from '@/components/toast';
import { problemWords } from './problem_words';
import { type ImportRequest, type StartedImport, startImport } from './start_import';

type Outcome = PromiseSettledResult<StartedImport>;

const isStarted = (outcome: Outcome) => outcome.status === 'fulfilled';

/** Starts one import and shows it, or several and shows the list. Throws what the only one met. */
export function useStart() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (requests: ImportRequest[]): Promise<Outcome[]> => {
      const [only] = requests;
      if (requests.length === 1 && only) {
        return [{ status: 'fulfilled', value: await startImport(only) }];
      }
      return Promise.allSettled(requests.map(startImport));
    },
    onSuccess: async (outcomes) => {
      void queries.invalidateQueries({ queryKey: ['jobs'] });
      const started = outcomes.filter(isStarted);
      for (const outcome of outcomes) {
        if (isStarted(outcome)) continue;
        const { title, advice } = problemWords(outcome.reason as Error);
        toast(t`One import was not started: ${title} ${advice}`, {
          tone: 'bad',
          durationMs: 15_000,
        });
      }
      const [only] = started;
      if (started.length === 1 && only) {
        const { jobId, wasRunning } = only.value;
        await navigate({ to: '/imports/$jobId', params: { jobId } });
        if (wasRunning) toast(t`This folder is being imported already: here it is.`);
      } else if (started.length > 1) {
        await navigate({ to: '/imports' });
      }
    },
  });
}
