import { authorization } from '@/api/key';
import { ApiProblem, problemOf, unreachable } from '@/api/problem';
import type { components } from '@/api/schema';

/** One thing that the server needs; `problem` is empty where it is there. */
export interface Check {
  name: string;
  problem: string;
}

export interface Readiness {
  checks: Check[];
  /** How long the server took to look at all of them. */
  tookMs: number;
}

type Problem = components['schemas']['Problem'];

const isNotReady = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && body.code === 'not_ready';

/** What is not ready; what is, it does not name. */
export function failedChecks(problem: Problem): Check[] {
  return (problem.errors ?? []).map(({ pointer, detail }) => ({
    name: pointer.replace(/^\//, ''),
    problem: detail,
  }));
}

/** Not ready is an answer too, so this does not go through the client, which would throw it. */
export async function fetchReadiness(signal: AbortSignal): Promise<Readiness> {
  const start = performance.now();
  const response = await fetch('/health/ready', { signal, headers: authorization() }).catch(
    (error: unknown) => {
      if (error instanceof DOMException) throw error;
      throw unreachable();
    },
  );
  const tookMs = Math.round(performance.now() - start);
  const body: unknown = await response.json().catch(() => null);
  if (isNotReady(body)) return { checks: failedChecks(body), tookMs };
  if (!response.ok) throw problemOf(response, body);
  if (typeof body !== 'object' || body === null || !('checks' in body)) throw unknownAnswer();
  const names = Array.isArray(body.checks) ? body.checks.map(String) : [];
  return { checks: names.map((name) => ({ name, problem: '' })), tookMs };
}

const unknownAnswer = () => new ApiProblem(0, 'unexpected', 'The server answered something else.');
