import { answerOf, api } from '@/api/client';

/** What the server takes at once. */
const idsMax = 1000;

export async function deleteImages(ids: readonly number[]): Promise<void> {
  for (let first = 0; first < ids.length; first += idsMax) {
    const body = { ids: ids.slice(first, first + idsMax) };
    // It is sent even if the page is being left.
    await answerOf(api.POST('/images/delete', { body, keepalive: true }));
  }
}
