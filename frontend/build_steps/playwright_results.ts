import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter';
import { type TestResult, writeTestResults } from './test_results.ts';

export default class PlaywrightResults implements Reporter {
  private root: Suite | undefined;

  onBegin(_: FullConfig, root: Suite): void {
    this.root = root;
  }

  onEnd(): void {
    const tests = this.root?.allTests() ?? [];
    writeTestResults(
      tests.map((test): TestResult => {
        const name = test.titlePath().filter(Boolean).join(' › ');
        const outcome = test.outcome();
        if (outcome === 'skipped') return { name, state: 'skipped' };
        return { name, state: outcome === 'expected' ? 'passed' : 'failed' };
      }),
    );
  }
}
