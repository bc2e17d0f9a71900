import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  reporter: process.env.PIXFERRY_E2E_RESULTS
    ? [['line'], ['junit', { outputFile: process.env.PIXFERRY_E2E_RESULTS }]]
    : [['list']],
  use: {
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
    trace: 'retain-on-failure',
    viewport: { width: 1280, height: 800 },
  },
});
