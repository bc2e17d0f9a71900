import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface TestResult {
  name: string;
  state: 'passed' | 'failed' | 'skipped';
}

function entryOf({ name, state }: TestResult): object {
  if (state === 'skipped') return { name, status: 'NOTRUN', result: 'SKIPPED' };
  const entry = { name, status: 'RUN', result: 'COMPLETED' };
  return state === 'failed' ? { ...entry, failures: [{ failure: name }] } : entry;
}

/** In the words of GoogleTest, which `./test` sums up: to the file that the variable names, if any. */
export function writeTestResults(results: readonly TestResult[]): void {
  const file = process.env.PIXFERRY_TEST_RESULTS;
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ testsuites: [{ testsuite: results.map(entryOf) }] }));
}
