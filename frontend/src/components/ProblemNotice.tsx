import { t } from '@lingui/core/macro';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { KeyForm } from '@/api/KeyForm';
import { ApiProblem } from '@/api/problem';
import { Button } from './Button';

export interface ProblemNoticeProps {
  error: Error;
  /** What could not be done, such as "The jobs cannot be shown." */
  title: string;
  onRetry?: () => void;
  children?: ReactNode;
}

function explanationOf(error: Error): string {
  if (!(error instanceof ApiProblem)) return error.message;
  if (error.code === 'unreachable') {
    return t`The server does not answer. It may be starting, or this device is offline.`;
  }
  return [error.message, error.hint].filter(Boolean).join(' ');
}

/** An error in the place of what it kept from being shown, with the way out. */
export function ProblemNotice({ error, title, onRetry, children }: ProblemNoticeProps) {
  const needsKey = error instanceof ApiProblem && error.status === 401;
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-3 rounded-panel border border-border bg-surface p-5"
    >
      <h2 className="flex items-center gap-2 text-lg font-bold">
        <CircleAlert className="size-5 shrink-0 text-bad" />
        {needsKey ? t`This server asks for an API key` : title}
      </h2>
      {needsKey ? <KeyForm /> : <p className="max-w-prose text-muted">{explanationOf(error)}</p>}
      {children}
      {onRetry && !needsKey && <Button onClick={onRetry}>{t`Try again`}</Button>}
    </div>
  );
}
