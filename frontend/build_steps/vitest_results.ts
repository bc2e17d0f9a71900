import type { Reporter, TestModule } from 'vitest/node';
import { type TestResult, writeTestResults } from './test_results.ts';

/** Counts a file that could not be read as one failure: its tests are not known. */
function resultsOf(module: TestModule): TestResult[] {
  const tests = [...module.children.allTests()].map((test): TestResult => {
    const { state } = test.result();
    return { name: test.fullName, state: state === 'pending' ? 'skipped' : state };
  });
  const isBroken = module.errors().length > 0;
  return isBroken ? [...tests, { name: module.moduleId, state: 'failed' }] : tests;
}

export default class VitestResults implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    writeTestResults(modules.flatMap(resultsOf));
  }
}
