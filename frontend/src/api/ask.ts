import { authorization } from './key';
import { problemOf, unreachable } from './problem';

/**
 * Asks for what the contract of some servers does not list yet, such as webhooks; everything else
 * goes through the client, whose types come from the contract.
 */
export async function ask(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: { body?: unknown; signal?: AbortSignal } = {},
): Promise<unknown> {
  const { body, signal } = options;
  const response = await fetch(path, {
    method,
    headers: {
      ...authorization(),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw unreachable();
  });
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response, answer);
  return answer;
}
