import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '@/api/problem';
import { ProblemNotice } from '@/components/ProblemNotice';
import { AddWebhook } from './AddWebhook';
import { WebhookRow } from './WebhookRow';
import { listWebhooks } from './webhook_requests';

/** Who is called when an import ends. */
export function WebhookSettings() {
  const webhooks = useQuery({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal }) => listWebhooks(signal),
  });
  if (webhooks.error instanceof ApiProblem && webhooks.error.status === 401) {
    return <p className="text-muted">{t`They are shown to who has an API key.`}</p>;
  }
  if (webhooks.error) {
    return (
      <ProblemNotice
        error={webhooks.error}
        title={t`The webhooks cannot be shown`}
        onRetry={() => void webhooks.refetch()}
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
