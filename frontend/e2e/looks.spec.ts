import { expect, expectAccessible, test } from './app_test';
import { beginImport, linkField } from './import_page';
import { expectFailuresToAddUp, status, waitForImported } from './job_page';
import { takePictures } from './pictures';
import { folderLink } from './program';

test.describe('every page looks right in both themes, from 360 to 2,560 px', () => {
  // A folder of what really is found in folders, and one file in eight that cannot be had.
  const faults = 'download:403=8%,download:500=6%';
  const settings = { MAX_ATTEMPTS: '1' };
  test.use({
    simulation: { photos: 120, latency: '40ms', faults, args: ['--odd'], settings },
    reducedMotion: 'reduce',
  });

  test('an import', async ({ page }) => {
    test.setTimeout(180_000);
    await page.goto('/');
    await expect(page.getByText('Several links: one a line.')).toBeVisible();
    await takePictures(page, 'import-empty');
    await linkField(page).fill(folderLink);
    await expect(page.getByText('in 6 subfolders')).toBeVisible();
    await takePictures(page, 'import-preview');
    await page.setViewportSize({ width: 1280, height: 900 });
    await beginImport(page);
    await waitForImported(page, 10);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(status(page, 'Paused')).toBeVisible();
    await takePictures(page, 'job-paused', expectFailuresToAddUp);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(status(page, 'Done, with failures')).toBeVisible({ timeout: 60_000 });
    await takePictures(page, 'job-failures', expectFailuresToAddUp);
    await page.goto(`${page.url().split('?')[0]}?tab=files`);
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    await takePictures(page, 'job-files');
    await page.goto('/imports');
    await expect(page.getByText('Done, with failures')).toBeVisible();
    await takePictures(page, 'jobs');
  });
});

test('a chosen theme is there before the first paint, and stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/');
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await expect(page.getByRole('button', { name: 'Theme: dark' })).toBeVisible();
  await page.addInitScript(() => {
    // What the document says once it is parsed, and so before anything of the app has run.
    document.addEventListener('readystatechange', () => {
      const name = `theme-${document.readyState}`;
      sessionStorage.setItem(name, document.documentElement.dataset.theme ?? 'none');
    });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Theme: dark' }).waitFor();
  const early = await page.evaluate(() => sessionStorage.getItem('theme-interactive'));
  expect(early).toBe('dark');
});

test('on a phone the navigation is at the bottom, and fingers find their targets', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await beginImport(page);
  await expect(status(page, 'Done')).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Main' });
  const box = await navigation.boundingBox();
  expect(box?.y).toBeGreaterThan(600);
  for (const control of await page.getByRole('button').or(page.getByRole('tab')).all()) {
    if (!(await control.isVisible())) continue;
    const size = await control.boundingBox();
    expect(size?.height, await control.innerText()).toBeGreaterThanOrEqual(44);
  }
  await navigation.getByRole('link', { name: 'Jobs' }).tap();
  await page.waitForURL(/\/imports$/);
  await expectAccessible(page);
  await context.close();
});
