import { t } from '@lingui/core/macro';
import type { ReactNode } from 'react';
import { PageTitle } from '@/shell/PageTitle';
import { ApiKeySettings } from './ApiKeySettings';
import { AppearanceSettings } from './AppearanceSettings';
import { WebhookSettings } from './webhooks/WebhookSettings';

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-x-8 gap-y-3 border-t border-border pt-6 md:grid-cols-[220px_1fr]">
      <h2 className="text-lg font-bold">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  );
}

export function SettingsPage() {
  return (
    <div className="page flex flex-col gap-8 py-8">
      <PageTitle text={t`Settings`} />
      <h1 className="text-xl font-bold">{t`Settings`}</h1>
      <Section title={t`Appearance`}>
        <AppearanceSettings />
      </Section>
      <Section title={t`API key`}>
        <ApiKeySettings />
      </Section>
      <Section title={t`Webhooks`}>
        <WebhookSettings />
      </Section>
      <Section title={t`The server`}>
        <p className="max-w-prose text-muted">
          {t`Providers, store and limits are set where the server runs: pixferry config shows every setting and where it comes from, pixferry doctor checks them.`}
        </p>
      </Section>
    </div>
  );
}
