import { expect, expectAccessible, test } from './app_test';
import { beginImport } from './import_page';
import { expectOutcomes, status, waitForImported } from './job_page';

test.describe('failures', () => {
  // Every file fails once with what a retry may cure.
  test.use({ simulation: { faults: 'download:500=always', settings: { MAX_ATTEMPTS: '1' } } });

  test('are grouped by their reason, and retried by it', async ({ page, pixferry }) => {
    await beginImport(page);
    await expect(status(page, 'Done, with failures')).toBeVisible();
    await expectOutcomes(page, { imported: 0, failed: 24 });
    const group = page.locator('[data-reason=network]');
    await expect(group.getByRole('heading')).toContainText('could not be reached');
    await expectAccessible(page);

    await group.getByRole('link', { name: 'Show files' }).click();
    await expect(page.getByRole('row')).toHaveCount(25);
    await expect(page.getByRole('row').nth(1)).toContainText('Failed');
    await expectAccessible(page);

    await pixferry.setFaults('');
    await page.getByRole('row').nth(1).getByRole('button', { name: 'Retry this file' }).click();
    await expectOutcomes(page, { imported: 1, failed: 23 });
    await page.getByRole('tab', { name: /Failures/ }).click();
    await page.getByRole('button', { name: 'Retry 23', exact: true }).click();
    await expectOutcomes(page, { imported: 24, failed: 0 });
    await expect(status(page, 'Done')).toBeVisible();
    await expect(page.getByText('Nothing failed')).toBeVisible();

    await page.getByRole('tab', { name: 'Activity' }).click();
    await expect(page.getByText('is tried again').first()).toBeVisible();
    await page.reload();
    await expect(page.getByText('is tried again')).toHaveCount(24);
    await expectAccessible(page);
  });
});

test.describe('failures of a job that is not done', () => {
  const settings = { MAX_ATTEMPTS: '1' };
  test.use({
    simulation: { photos: 300, latency: '150ms', faults: 'download:500=20%', settings },
  });

  test('wait for its end, and say so', async ({ page }) => {
    await beginImport(page);
    await waitForImported(page, 20);
    await page.getByRole('button', { name: 'Pause' }).click();
    const retry = page.locator('[data-reason=network]').getByRole('button', { name: /^Retry \d/ });
    await expect(retry).toBeDisabled();
    await retry.hover();
    const why = page.getByRole('tooltip').getByText('can be retried once the job has ended');
    await expect(why).toBeAttached();
  });
});

test.describe('a job that takes its time', () => {
  test.use({ simulation: { photos: 400, latency: '150ms' } });

  test('is paused, resumed and cancelled; what was imported stays', async ({ page }) => {
    await beginImport(page);
    await waitForImported(page, 5);
    const current = page.getByRole('region', { name: 'Being imported now' });
    await expect(current.getByRole('listitem').first()).toContainText(/\.\w+.*B/);
    const tabs = page.getByRole('tablist');
    const place = await tabs.boundingBox();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(status(page, 'Paused')).toBeVisible();
    await expect(current).toBeHidden();
    expect(await tabs.boundingBox()).toEqual(place);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(status(page, 'Importing')).toBeVisible();

    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Cancel this import?' });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Go on importing' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await dialog.getByRole('button', { name: 'Cancel the import' }).click();
    await expect(status(page, 'Cancelled')).toBeVisible();
    await expect(current).toBeHidden();
    await expectOutcomes(page, { pending: 0 });
    await page.goto('/imports?state=cancelled');
    await expect(page.getByRole('link', { name: 'Pixferry demo' })).toBeVisible();
  });
});

test.describe('a job that is not there', () => {
  test.use({ expectedComplaints: /status of 404/ });

  test('is said to be gone', async ({ page }) => {
    await page.goto('/imports/550e8400-e29b-41d4-a716-446655440000');
    await expect(page.getByText('This job does not exist or was deleted')).toBeVisible();
    await expectAccessible(page);
  });
});

test('a job is copied as a command', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await beginImport(page);
  await expect(status(page, 'Done')).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Copy as curl' }).click();
  await expect(page.getByText('The command is copied.')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const { origin, pathname } = new URL(page.url());
  expect(copied).toBe(`curl '${origin}/import/jobs${pathname.replace('/imports', '')}'`);
});

test('a job is deleted with its images', async ({ page }) => {
  await beginImport(page);
  await expect(status(page, 'Done')).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Delete the job…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete this job?' });
  await dialog.getByRole('checkbox').check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete the job and 24 images' }).click();
  await expect(page.getByText('No imports yet')).toBeVisible();
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page.getByText('No images yet')).toBeVisible();
});
