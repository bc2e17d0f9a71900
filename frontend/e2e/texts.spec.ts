import { expect, test } from './app_test';
import { beginImport } from './import_page';
import { plainWords } from './plain_words';

test('every text comes from the catalogue', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('pixferry.locale', 'pseudo'));
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText(/Ĩḿƥōŕţ/);
  expect(await plainWords(page)).toEqual([]);
  await page.goto('/imports');
  await page.locator('h1').waitFor();
  expect(await plainWords(page)).toEqual([]);

  await page.evaluate(() => localStorage.removeItem('pixferry.locale'));
});

test('so does every text of a job', async ({ page }) => {
  await beginImport(page);
  await page.getByTestId('percent').filter({ hasText: '100' }).waitFor();
  await page.evaluate(() => localStorage.setItem('pixferry.locale', 'pseudo'));
  for (const tab of ['', '?tab=files', '?tab=activity']) {
    await page.goto(new URL(page.url()).pathname + tab);
    await page.getByTestId('percent').waitFor();
    await page.getByRole('tabpanel').waitFor();
    expect(await plainWords(page)).toEqual([]);
  }
});
