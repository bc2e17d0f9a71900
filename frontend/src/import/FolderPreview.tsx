import { t } from '@lingui/core/macro';
import { CircleAlert } from 'lucide-react';
import { ApiProblem } from '@/api/problem';
import type { Preview } from '@/api/types';
import { Button } from '@/components/Button';
import { Field } from '@/components/Field';
import { Later, Skeleton } from '@/components/Skeleton';
import { PreviewFacts, PreviewSummary } from './PreviewFacts';
import { problemWords } from './problem_words';

export interface FolderPreviewProps {
  preview: Preview | undefined;
  error: Error | null;
  isReading: boolean;
  onRetry: () => void;
  password: string;
  onPassword: (password: string) => void;
}

export function asksForPassword(error: Error | null): boolean {
  return error instanceof ApiProblem && /^password_(required|wrong)$/.test(error.code);
}

function Refusal({ error, onRetry, password, onPassword }: FolderPreviewProps) {
  if (!error) return null;
  const { title, advice } = problemWords(error);
  const isPassword = asksForPassword(error);
  return (
    <div role="alert" className="flex flex-col items-start gap-3">
      <div className="flex gap-2">
        <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
        <div>
          <p className="font-medium">{title}</p>
          {advice && <p className="max-w-prose text-muted">{advice}</p>}
        </div>
      </div>
      {isPassword ? (
        <Field
          label={t`Password of the link`}
          type="password"
          className="w-full max-w-xs"
          value={password}
          onChange={(event) => onPassword(event.target.value)}
        />
      ) : (
        <Button onClick={onRetry}>{t`Try again`}</Button>
      )}
    </div>
  );
}

/** What an import of the folder would meet, before anything is started. */
export function FolderPreview(props: FolderPreviewProps) {
  const { preview, error, isReading } = props;
  if (error && !isReading) return <Refusal {...props} />;
  if (!preview) {
    return (
      <Later>
        <p className="pb-2 text-muted">{t`Reading the folder…`}</p>
        <Skeleton className="mb-3 h-6 w-72" />
        <Skeleton className="h-16 w-full" />
      </Later>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h2 className="font-medium break-words">{preview.name}</h2>
        <PreviewSummary preview={preview} />
      </div>
      <PreviewFacts preview={preview} />
      {preview.cut_short_by && <p className="text-muted">{preview.cut_short_by}</p>}
    </div>
  );
}
