import { ask } from '@/api/ask';

export const webhookEvents = ['job.completed', 'job.failed', 'job.cancelled'] as const;

export interface Webhook {
  id: string;
  url: string;
  events: string[];
  enabled: boolean;
  disabled_reason: string | null;
  failing_since: string | null;
  last_delivered_at: string | null;
}

export interface Delivery {
  id: number;
  event: string;
  state: 'pending' | 'delivered' | 'failed';
  created_at: string;
  attempts: { status: number | null; error: string }[];
}

const shownDeliveries = 10;
const pathOf = (id: string, rest = '') => `/webhooks/${encodeURIComponent(id)}${rest}`;

/** Whether this server knows webhooks, as its contract tells. */
export async function knowsWebhooks(signal: AbortSignal): Promise<boolean> {
  const contract = await ask('GET', '/openapi.json', { signal });
  if (typeof contract !== 'object' || contract === null || !('paths' in contract)) return false;
  const { paths } = contract;
  return typeof paths === 'object' && paths !== null && '/webhooks' in paths;
}

export async function listWebhooks(signal: AbortSignal): Promise<Webhook[]> {
  const answer = (await ask('GET', '/webhooks', { signal })) as { webhooks: Webhook[] };
  return answer.webhooks;
}

/** Answers the secret, which is shown only now. */
export async function addWebhook(url: string, events: string[]): Promise<string> {
  const answer = (await ask('POST', '/webhooks', { body: { url, events } })) as { secret: string };
  return answer.secret;
}

export const removeWebhook = (id: string) => ask('DELETE', pathOf(id));
export const testWebhook = (id: string) => ask('POST', pathOf(id, '/test'));
export const enableWebhook = (id: string) => ask('POST', pathOf(id, '/enable'));

export async function listDeliveries(id: string, signal: AbortSignal): Promise<Delivery[]> {
  const path = pathOf(id, `/deliveries?limit=${shownDeliveries}`);
  return ((await ask('GET', path, { signal })) as { deliveries: Delivery[] }).deliveries;
}

export const redeliver = (id: string, delivery: number) =>
  ask('POST', pathOf(id, `/deliveries/${delivery}/redeliver`));
