import { t } from '@lingui/core/macro';
import { ProblemNotice } from '@/components/ProblemNotice';

/** A page that broke, or whose code did not load, as after an upgrade of the server. */
export function PageProblem({ error }: { error: unknown }) {
  return (
    <div className="page py-8">
      <h1 className="sr-only">{t`Problem`}</h1>
      <ProblemNotice
        error={error instanceof Error ? error : new Error(String(error))}
        title={t`This page could not be shown`}
        onRetry={() => location.reload()}
      />
    </div>
  );
}
