import { plural, t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, ClipboardCopy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JobStatus, Stats } from '@/api/types';
import { Badge } from '@/components/Badge';
import { Button } from '@/components/Button';
import { copyText } from '@/components/CopyButton';
import { ProblemNotice } from '@/components/ProblemNotice';
import { RelativeTime } from '@/components/RelativeTime';
import { Later, Skeleton } from '@/components/Skeleton';
import { toast } from '@/components/toast';
import { formatCount } from '@/format/count';
import { Sparkline } from '@/job/Sparkline';
import { PageTitle } from '@/shell/PageTitle';
import { diagnosticsText } from './diagnostics';
import { Figures } from './Figures';
import { HealthChecks } from './HealthChecks';
import { Providers } from './Providers';
import type { Readiness } from './readiness';
import { ratesOf } from './throughput';
import { useSamples, useStatus } from './use_status';
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

function JobStates({ jobs }: { jobs: Stats['jobs'] }) {
  const names: [state: JobStatus, text: string][] = [
    ['processing', t`running`],
    ['paused', t`paused`],
    ['completed', t`completed`],
    ['failed', t`failed`],
    ['cancelled', t`cancelled`],
  ];
  return (
    <p className="numbers flex flex-wrap gap-x-5 gap-y-1">
      {names.map(([state, text]) => (
        <Link
          key={state}
          to="/imports"
          search={{ state }}
          className="py-0.5 text-accent underline underline-offset-2"
        >
          {`${formatCount(jobs[state] ?? 0)} ${text}`}
        </Link>
      ))}
    </p>
  );
}

function Work({ stats, images, atMs }: { stats: Stats; images?: number; atMs: number }) {
  const { files, jobs } = stats;
  const done = (files.imported ?? 0) + (files.skipped ?? 0) + (files.failed ?? 0);
  const rates = ratesOf(useSamples(done, atMs)).slice(-60);
  const rate = Math.round(rates.slice(-5).reduce((sum, each) => sum + each, 0) / 5);
  return (
    <>
      <Figures
        figures={[
          { label: t`Images`, value: images === undefined ? '–' : formatCount(images) },
          { label: t`Files waiting`, value: formatCount(files.pending ?? 0) },
          { label: t`Imported`, value: formatCount(files.imported ?? 0) },
          { label: t`Skipped`, value: formatCount(files.skipped ?? 0) },
          { label: t`Failed`, value: formatCount(files.failed ?? 0) },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <span className="numbers flex items-center gap-3">
          <Sparkline rates={rates} />
          {plural(rate, { one: '# file/s now', other: '# files/s now' })}
        </span>
        <JobStates jobs={jobs} />
      </div>
    </>
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
  const { stats, readiness, health, images, running } = useStatus();
  const failure = stats.error ?? readiness.error;
  const hasNothing = !stats.data && !readiness.data;
  const copyDiagnostics = async () => {
    const text = diagnosticsText(
      {
        version: health.data?.version,
        readiness: readiness.data,
        stats: stats.data,
        images: images.data,
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
          <Work stats={stats.data} images={images.data} atMs={stats.dataUpdatedAt} />
        </Section>
      )}
      {running.data && (
        <Section title={t`Sources`}>
          <Providers running={running.data} />
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
