import { answerOf, api } from '@/api/client';
import type { Webhook, WebhookDelivery, WebhookEvent } from '@/api/types';

export type { Webhook, WebhookDelivery as Delivery };

export const webhookEvents: WebhookEvent[] = ['job.completed', 'job.failed', 'job.cancelled'];

const shownDeliveries = 10;
const of = (webhook_id: string) => ({ params: { path: { webhook_id } } });

export async function listWebhooks(signal: AbortSignal): Promise<Webhook[]> {
  return (await answerOf(api.GET('/webhooks', { signal }))).webhooks;
}

/** Answers the secret, which is shown only now. */
export async function addWebhook(url: string, events: WebhookEvent[]): Promise<string> {
  return (await answerOf(api.POST('/webhooks', { body: { url, events } }))).secret;
}

export const removeWebhook = (id: string): Promise<unknown> =>
  answerOf(api.DELETE('/webhooks/{webhook_id}', of(id)));
export const testWebhook = (id: string): Promise<unknown> =>
  answerOf(api.POST('/webhooks/{webhook_id}/test', of(id)));
export const enableWebhook = (id: string): Promise<unknown> =>
  answerOf(api.POST('/webhooks/{webhook_id}/enable', of(id)));

export async function listDeliveries(
  webhook_id: string,
  signal: AbortSignal,
): Promise<WebhookDelivery[]> {
  const params = { path: { webhook_id }, query: { limit: shownDeliveries } };
  const page = await answerOf(api.GET('/webhooks/{webhook_id}/deliveries', { params, signal }));
  return page.deliveries;
}

export const redeliver = (webhook_id: string, delivery_id: number): Promise<unknown> =>
  answerOf(
    api.POST('/webhooks/{webhook_id}/deliveries/{delivery_id}/redeliver', {
      params: { path: { webhook_id, delivery_id } },
    }),
  );
