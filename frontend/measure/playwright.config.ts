import { defineConfig } from '@playwright/test';
import shared from '../playwright.config';

export default defineConfig({
  ...shared,
  testDir: '.',
  testMatch: '*.measure.ts',
  outputDir: '../test-results/measure',
  timeout: 600_000,
  workers: 1,
  reporter: [['list']],
  use: { ...shared.use, trace: 'off' },
});
