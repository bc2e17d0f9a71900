import { authorization } from '@/api/key';
import { problemOf, unreachable } from '@/api/problem';

/** What POST /images/delete takes at once. */
const idsMax = 1000;

async function deleteBatch(ids: readonly number[]): Promise<void> {
  const response = await fetch('/images/delete', {
    method: 'POST',
    headers: { ...authorization(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ ids }),
    // It is sent even if the page is being left.
    keepalive: true,
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw problemOf(response, await response.json().catch(() => null));
}

export async function deleteImages(ids: readonly number[]): Promise<void> {
  for (let first = 0; first < ids.length; first += idsMax) {
    await deleteBatch(ids.slice(first, first + idsMax));
  }
}
