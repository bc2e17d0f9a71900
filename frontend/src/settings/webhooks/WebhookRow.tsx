import { t } from '@lingui/core/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CirclePause } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/Badge';
import { Button } from '@/components/Button';
import { toast } from '@/components/toast';
import { Deliveries } from './Deliveries';
import { enableWebhook, removeWebhook, testWebhook, type Webhook } from './webhook_requests';

function WebhookState({ webhook }: { webhook: Webhook }) {
  if (!webhook.enabled) {
    return (
      <Badge tone="bad" icon={<CirclePause aria-hidden />}>
        {t`Disabled`}
      </Badge>
    );
  }
  if (webhook.failing_since) {
    return (
      <Badge tone="warn" icon={<CircleAlert aria-hidden />}>
        {t`Failing`}
      </Badge>
    );
  }
  return (
    <Badge tone="ok" icon={<CircleCheck aria-hidden />}>
      {t`Enabled`}
    </Badge>
  );
}

export function WebhookRow({ webhook }: { webhook: Webhook }) {
  const client = useQueryClient();
  const [isUnfolded, setUnfolded] = useState(false);
  const action = useMutation({
    mutationFn: (act: (id: string) => Promise<unknown>) => act(webhook.id),
    onError: (error) => toast(error.message, { tone: 'bad' }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['webhooks'] }),
  });
  return (
    <li className="flex flex-col gap-2 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <WebhookState webhook={webhook} />
        <span className="min-w-0 grow font-medium break-all">{webhook.url}</span>
      </div>
      <p className="text-sm text-muted">{webhook.disabled_reason ?? webhook.events.join(' · ')}</p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => action.mutate(testWebhook, { onSuccess: () => setUnfolded(true) })}>
          {t`Send a test`}
        </Button>
        {!webhook.enabled && (
          <Button onClick={() => action.mutate(enableWebhook)}>{t`Enable`}</Button>
        )}
        <Button aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
          {t`Deliveries`}
        </Button>
        <Button kind="danger" onClick={() => action.mutate(removeWebhook)}>{t`Remove`}</Button>
      </div>
      {isUnfolded && <Deliveries webhook={webhook.id} />}
    </li>
  );
}
