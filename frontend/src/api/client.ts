import createClient, { type Middleware } from 'openapi-fetch';
import { authorization } from './key';
import { ApiProblem, problemOf, unreachable } from './problem';
import type { paths } from './schema';

const withKey: Middleware = {
  onRequest({ request }) {
    for (const [header, value] of Object.entries(authorization())) {
      request.headers.set(header, value);
    }
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(withKey);

type Answer<Data> = { data?: Data; error?: unknown; response: Response };

/** The body of the answer; throws an ApiProblem for everything else, and leaves aborts as they are. */
export async function answerOf<Data>(request: Promise<Answer<Data>>): Promise<NonNullable<Data>> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    if (cause instanceof ApiProblem) throw cause;
    throw unreachable();
  });
  if (!response.ok) throw problemOf(response, error);
  return data as NonNullable<Data>;
}
