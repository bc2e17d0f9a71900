import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { ProblemNotice } from '@/components/ProblemNotice';
import { AddWebhook } from './AddWebhook';
import { WebhookRow } from './WebhookRow';
import { knowsWebhooks, listWebhooks } from './webhook_requests';

/** Who is called when an import ends. */
export function WebhookSettings() {
  const known = useQuery({
    queryKey: ['webhooks', 'known'],
    queryFn: ({ signal }) => knowsWebhooks(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const webhooks = useQuery({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal }) => listWebhooks(signal),
    enabled: known.data === true,
  });
  if (known.data === false) {
    return <p className="text-muted">{t`This server has no webhooks.`}</p>;
  }
  const error = known.error ?? webhooks.error;
  if (error) {
    return (
      <ProblemNotice
        error={error}
        title={t`The webhooks cannot be shown`}
        onRetry={() => void (known.error ? known.refetch() : webhooks.refetch())}
      />
    );
  }
  if (!webhooks.data) return null;
  return (
    <div className="flex flex-col gap-5">
      {webhooks.data.length > 0 && (
        <ul className="divide-y divide-border rounded-panel border border-border bg-surface">
          {webhooks.data.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
      <AddWebhook />
    </div>
  );
}
