import type { components } from './schema';

type Problem = components['schemas']['Problem'];

/** What the server answered in place of what was asked for, or that it did not answer. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly hint: string = '',
    readonly isRetryable: boolean = false,
    readonly requestId: string = '',
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(message);
  }
}

export const unreachable = () =>
  new ApiProblem(0, 'unreachable', 'The server does not answer.', '', true);

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
}

export function problemOf(response: Response, body: unknown): ApiProblem {
  const wait = Number(response.headers.get('Retry-After') ?? Number.NaN);
  const retryAfter = Number.isFinite(wait) ? wait : null;
  if (isProblem(body)) {
    const { status, code, detail, hint, retryable, request_id } = body;
    return new ApiProblem(status, code, detail, hint, retryable, request_id, retryAfter);
  }
  // A proxy in between answers with pages of its own, and with these where the server is down.
  const isGatewayDown = [502, 503, 504].includes(response.status);
  if (isGatewayDown) return unreachable();
  return new ApiProblem(response.status, 'unexpected', `The server answered ${response.status}.`);
}
