import type { Page } from '@playwright/test';
import { expect, test } from './app_test';
import { beginImport } from './import_page';

/** Names and data: they are the same in every language. */
const untranslated =
  /Pixferry|Google|Drive|Dropbox|demo|https?:\S+|\S+\.(jpg|jpeg|png|webp)|JPEG|WebP|[0-9a-f]{8}/g;

/** What is written or said on the page and has no accent, though the pseudo language gives it one. */
async function plainWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement?.closest('script, noscript, code')) continue;
      found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of attributes) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  return texts.filter((text) => /\b[A-Za-z]{4,}\b/.test(text.replaceAll(untranslated, '')));
}

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
