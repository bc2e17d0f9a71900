import { expect, test } from './app_test';
import { linkField } from './import_page';
import { expectOutcomes, status, waitForImported } from './job_page';
import { folderLink } from './program';

test.use({ simulation: { photos: 200, latency: '100ms' } });

/** Walks with the tabulator key until it stands on a control of that name. */
async function tabTo(page: import('@playwright/test').Page, name: RegExp): Promise<void> {
  const stepsMax = 60;
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
    });
    if (name.test(focused)) return;
  }
  throw new Error(`The tabulator key never reaches ${name}`);
}

test('everything about an import can be done without a mouse', async ({ page }) => {
  await page.goto('/');
  await expect(linkField(page)).toBeFocused();
  await page.keyboard.type(folderLink);
  await expect(page.getByText('200 images', { exact: true })).toBeVisible();
  await page.keyboard.press('Enter');

  await waitForImported(page, 1);
  await tabTo(page, /^Pause$/);
  await page.keyboard.press('Space');
  await expect(status(page, 'Paused')).toBeVisible();
  await tabTo(page, /^Resume$/);
  await page.keyboard.press('Enter');
  await expect(status(page, 'Importing')).toBeVisible();

  await tabTo(page, /^Cancel$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();

  await tabTo(page, /^More$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'More' })).toBeFocused();

  await tabTo(page, /^Failures/);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: /^Files/ })).toBeFocused();
  await expect(page).toHaveURL(/tab=files/);
  await expectOutcomes(page, { imported: 200, pending: 0 });
});

test('the first stop of a page leads past its navigation', async ({ page }) => {
  await page.goto('/imports');
  await expect(page.locator('main')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
});
