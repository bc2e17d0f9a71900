import { t } from '@lingui/core/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Hourglass } from 'lucide-react';
import { Button } from '@/components/Button';
import { RelativeTime } from '@/components/RelativeTime';
import { type Delivery, listDeliveries, redeliver } from './webhook_requests';

const lookAgainMs = 5_000;

function DeliveryState({ state }: { state: Delivery['state'] }) {
  if (state === 'delivered')
    return <CircleCheck aria-label={t`Delivered`} className="size-4 text-ok" />;
  if (state === 'failed')
    return <CircleAlert aria-label={t`Given up`} className="size-4 text-bad" />;
  return <Hourglass aria-label={t`On its way`} className="size-4 text-muted" />;
}

function lastWord({ attempts }: Delivery): string {
  const last = attempts.at(-1);
  if (!last) return '';
  return last.error || String(last.status ?? '');
}

/** The last calls of a webhook and what came of them. */
export function Deliveries({ webhook }: { webhook: string }) {
  const { data, refetch } = useQuery({
    queryKey: ['webhooks', webhook, 'deliveries'],
    queryFn: ({ signal }) => listDeliveries(webhook, signal),
    refetchInterval: lookAgainMs,
  });
  const again = useMutation({
    mutationFn: (delivery: number) => redeliver(webhook, delivery),
    onSettled: () => void refetch(),
  });
  if (!data) return null;
  if (data.length === 0) return <p className="text-muted">{t`Nothing was delivered yet.`}</p>;
  return (
    <ul className="divide-y divide-border">
      {data.map((delivery) => (
        <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <DeliveryState state={delivery.state} />
          <span>{delivery.event}</span>
          <span className="text-muted">
            <RelativeTime time={delivery.created_at} />
          </span>
          <span className="min-w-0 grow truncate text-muted">{lastWord(delivery)}</span>
          <Button kind="quiet" onClick={() => again.mutate(delivery.id)}>
            {t`Deliver again`}
          </Button>
        </li>
      ))}
    </ul>
  );
}
