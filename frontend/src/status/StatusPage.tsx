import { t } from '@lingui/core/macro';
import { CircleAlert, CircleCheck, ClipboardCopy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/Badge';
import { Button } from '@/components/Button';
import { copyText } from '@/components/CopyButton';
import { ProblemNotice } from '@/components/ProblemNotice';
import { RelativeTime } from '@/components/RelativeTime';
import { Later, Skeleton } from '@/components/Skeleton';
import { toast } from '@/components/toast';
import { PageTitle } from '@/shell/PageTitle';
import { diagnosticsText } from './diagnostics';
import { HealthChecks } from './HealthChecks';
import { Providers } from './Providers';
import type { Readiness } from './readiness';
import { useStatus } from './use_status';
import { Work } from './Work';
import { WorkersTable } from './WorkersTable';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-lg font-bold">{title}</h2>
      {children}
    </section>
  );
}

function ReadyBadge({ readiness }: { readiness: Readiness }) {
  const isReady = readiness.checks.every(({ problem }) => problem === '');
  return isReady ? (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      {t`Ready`}
    </Badge>
  ) : (
    <Badge tone="bad" icon={<CircleAlert aria-hidden />}>
      {t`Not ready`}
    </Badge>
  );
}

function LoadingStatus() {
  return (
    <Later>
      <div role="status" aria-label={t`Loading the status`} className="flex flex-col gap-6">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="h-32 w-full" />
      </div>
    </Later>
  );
}

export function StatusPage() {
  const { stats, readiness, health, running } = useStatus();
  const failure = stats.error ?? readiness.error;
  const hasNothing = !stats.data && !readiness.data;
  const copyDiagnostics = async () => {
    const text = diagnosticsText(
      {
        version: health.data?.version,
        readiness: readiness.data,
        stats: stats.data,
        running: running.data,
      },
      new Date(),
      navigator.userAgent,
    );
    const isCopied = await copyText(text);
    if (isCopied) toast(t`Diagnostics copied, without names, links and keys`, { tone: 'ok' });
    else toast(t`The browser does not let this page copy.`, { tone: 'bad' });
  };
  return (
    <div className="page flex flex-col gap-8 py-8">
      <PageTitle text={t`Status`} />
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-bold">{t`Status`}</h1>
        {readiness.data && !readiness.error && <ReadyBadge readiness={readiness.data} />}
        {health.data && (
          <span className="numbers text-muted">{`Pixferry ${health.data.version}`}</span>
        )}
        <Button
          className="ml-auto"
          icon={<ClipboardCopy className="size-4" />}
          onClick={() => void copyDiagnostics()}
        >
          {t`Copy diagnostics`}
        </Button>
      </header>
      {failure && (
        <ProblemNotice
          error={failure}
          title={t`The server's state cannot be read`}
          onRetry={() => void Promise.all([stats.refetch(), readiness.refetch()])}
        >
          {stats.dataUpdatedAt > 0 && (
            <p className="text-muted">
              {t`What stands below is of`}{' '}
              <RelativeTime time={new Date(stats.dataUpdatedAt).toISOString()} />
            </p>
          )}
        </ProblemNotice>
      )}
      {hasNothing && !failure && <LoadingStatus />}
      {readiness.data && (
        <Section title={t`Health`}>
          <HealthChecks readiness={readiness.data} />
        </Section>
      )}
      {stats.data && (
        <Section title={t`Work`}>
          <Work stats={stats.data} atMs={stats.dataUpdatedAt} />
        </Section>
      )}
      {stats.data && (
        <Section title={t`Sources`}>
          <Providers throttles={stats.data.throttles} running={running.data ?? []} />
        </Section>
      )}
      {stats.data && (
        <Section title={t`Workers`}>
          <WorkersTable workers={stats.data.workers} />
        </Section>
      )}
    </div>
  );
}
