import type { Page } from '@playwright/test';
import { expect, expectAccessible, test } from './app_test';
import { beginImport } from './import_page';
import { expectOutcomes, status, waitForImported } from './job_page';
import { plainWords } from './plain_words';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Find a command' });

/** The option that Enter would take: the field says which it is. */
async function expectActive(page: Page, name: string | RegExp): Promise<void> {
  const id = await field(page).getAttribute('aria-activedescendant');
  const active = palette(page).getByRole('option', { selected: true });
  await expect(active).toHaveCount(1);
  await expect(active).toContainText(name);
  await expect(active).toHaveAttribute('id', id ?? 'none');
}

async function run(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
}

test('leads to every page, and back to where the focus was', async ({ page }) => {
  await page.goto('/imports');
  await page.getByRole('combobox', { name: 'State' }).or(page.getByLabel('State')).first().focus();
  await page.keyboard.press('Control+k');
  await expect(field(page)).toBeFocused();
  await expectActive(page, 'Import');
  await expectAccessible(page);
  await page.keyboard.press('ArrowUp');
  await expectActive(page, 'Theme: dark');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expectActive(page, 'Jobs');
  await page.keyboard.type('zebra');
  await expect(page.getByText('Nothing is called so')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(palette(page)).toBeHidden();
  await expect(page.getByLabel('State').first()).toBeFocused();

  await run(page, 'gal');
  await expect(page).toHaveURL(/\/gallery$/);
  await run(page, 'status');
  await expect(page).toHaveURL(/\/status$/);
  await run(page, 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: 'Theme: light' })).toBeVisible();
  await expectAccessible(page);
});

test.describe('with a job that takes its time', () => {
  test.use({ simulation: { photos: 300, latency: '150ms' } });

  test('acts on the job that is shown', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await beginImport(page);
    await waitForImported(page, 5);
    await run(page, 'pause');
    await expect(status(page, 'Paused')).toBeVisible();
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option', { name: 'Pause' })).toBeHidden();
    await expectActive(page, 'Resume');
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await expect(status(page, 'Importing')).toBeVisible();
    await run(page, 'curl');
    await expect(page.getByText('The command is copied.')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl 'http/);

    await run(page, 'cancel');
    const question = page.getByRole('dialog', { name: 'Cancel this import?' });
    await expect(question.getByRole('button', { name: 'Go on importing' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await expect(palette(page), 'a question is answered first').toBeHidden();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(status(page, 'Cancelled')).toBeVisible();

    const address = page.url();
    await run(page, 'settings');
    await expect(page).toHaveURL(/\/settings$/);
    await run(page, 'demo pixferry');
    await expect(page).toHaveURL(address);
  });
});

test.describe('with a job of which everything failed', () => {
  test.use({ simulation: { faults: 'download:500=always', settings: { MAX_ATTEMPTS: '1' } } });

  test('retries all of it', async ({ page, pixferry }) => {
    await beginImport(page);
    await expect(status(page, 'Done, with failures')).toBeVisible();
    await pixferry.setFaults('');
    await run(page, 'retry all');
    await expectOutcomes(page, { imported: 24, failed: 0 });
  });
});

test('is opened by a finger too, and speaks the language of the page', async ({
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
  await page.addInitScript(() => localStorage.setItem('pixferry.locale', 'pseudo'));
  await page.goto('/settings');
  await page.locator('header button').first().tap();
  await expect(page.getByRole('option')).toHaveCount(7);
  expect(await plainWords(page)).toEqual([]);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await page.getByRole('option').nth(2).tap();
  await expect(page).toHaveURL(/\/gallery$/);
  await context.close();
});
