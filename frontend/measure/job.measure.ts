import { test as withPixferry } from '../e2e/app_test';
import { folderLink } from '../e2e/program';
import { startEventStorm } from './event_storm';
import { busyPercent, heapMegabytes } from './frames';

const durationMs = 10_000;

// Four are progress alone, which comes whatever happens to the files.
for (const eventsPerSecond of [4, 500]) {
  const test = withPixferry.extend({
    baseURL: async ({ pixferry }, use) => {
      const storm = await startEventStorm(pixferry.url, eventsPerSecond);
      await use(storm.url);
      await storm.stop();
    },
  });

  test.describe(`a job at ${eventsPerSecond} events a second`, () => {
    test.use({ simulation: { photos: 2_000, latency: '500ms' } });

    /** `npm run measure`; it prints figures and judges none. */
    test('keeps the page responsive', async ({ page, request }) => {
      const started = await request.post('/import', { data: { folder_url: folderLink } });
      const { job_id: job } = (await started.json()) as { job_id: string };
      for (const tab of ['failures', 'files', 'activity']) {
        await page.goto(`/imports/${job}?tab=${tab}`);
        await page.getByRole('tab', { selected: true }).waitFor();
        await page.waitForTimeout(2_000);
        const busy = await busyPercent(page, () => page.waitForTimeout(durationMs));
        console.log(`${eventsPerSecond} events a second, tab ${tab}, main thread busy, %: ${busy}`);
      }
      console.log(`heap in the end, MB: ${await heapMegabytes(page)}`);
    });
  });
}
