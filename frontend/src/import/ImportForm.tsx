import { useCallback, useState } from 'react';
import { ApiProblem } from '@/api/problem';
import { FolderPreview } from './FolderPreview';
import { LinkField } from './LinkField';
import { LinkList } from './LinkList';
import { readLinks } from './link/read_links';
import { OptionsForm } from './OptionsForm';
import { problemWords } from './problem_words';
import { StartButton } from './StartButton';
import { type ImportOptions, newIdempotencyKey } from './start_import';
import { useDebounced } from './use_debounced';
import { usePasteAnywhere } from './use_paste_anywhere';
import { usePreview } from './use_preview';
import { useStart } from './use_start';

const restMs = 300;

export function ImportForm() {
  const [text, setText] = useState('');
  const [password, setPassword] = useState('');
  const [options, setOptions] = useState<ImportOptions>({ recursive: true, maxFiles: null });
  const start = useStart();
  const { reset } = start;
  const give = useCallback(
    (next: string) => {
      setText(next);
      setPassword('');
      reset();
    },
    [reset],
  );
  usePasteAnywhere(give);

  const readings = readLinks(text);
  const links = readings.filter((reading) => reading.isRead);
  const address = readings.length === 1 ? (links[0]?.address ?? '') : '';
  const rested = useDebounced(`${address}\n${password}`, address === '' ? 0 : restMs);
  const [restedAddress = '', restedPassword = ''] = rested.split('\n');
  const isResting = address !== restedAddress || password !== restedPassword;
  const preview = usePreview(isResting ? '' : address, password);
  const shown = isResting ? undefined : preview.data;

  const begin = () =>
    start.mutate(
      links.map((link) => ({
        ...options,
        address: link.address,
        password: links.length === 1 ? password : '',
        idempotencyKey: newIdempotencyKey(),
      })),
    );
  // What passes by itself, an import waits for; what does not is not worth starting.
  const isRefused =
    preview.error instanceof ApiProblem &&
    !preview.error.isRetryable &&
    !isResting &&
    !preview.isFetching;
  const isPossible = links.length > 0 && !isRefused;
  const refused = start.error ? problemWords(start.error) : null;
  return (
    <section className="flex flex-col gap-5">
      <LinkField
        text={text}
        onText={give}
        readings={readings}
        onSubmit={() => isPossible && !start.isPending && begin()}
      />
      {links.length > 0 && (
        <div className="flex flex-col gap-5 rounded-panel border border-border bg-surface p-4 sm:p-5">
          {readings.length === 1 ? (
            <FolderPreview
              preview={shown}
              error={preview.error}
              isReading={isResting || preview.isFetching}
              onRetry={() => void preview.refetch()}
              password={password}
              onPassword={setPassword}
            />
          ) : (
            <LinkList readings={readings} />
          )}
          <div className="flex flex-wrap items-start justify-between gap-4 border-t border-border pt-4">
            <OptionsForm options={options} onOptions={setOptions} />
            <StartButton
              linkCount={links.length}
              preview={shown}
              options={options}
              isBusy={start.isPending}
              isPossible={isPossible}
              onStart={begin}
            />
          </div>
          {refused && (
            <p role="alert" className="text-bad">
              {refused.title} {refused.advice}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
