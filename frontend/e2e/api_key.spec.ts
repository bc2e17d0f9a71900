import { expect, expectAccessible, test } from './app_test';
import { linkField, startButton } from './import_page';
import { expectOutcomes, status } from './job_page';
import { folderLink } from './program';

const key = 'a-key-of-the-tests-0123456789';

test.use({
  simulation: { settings: { API_KEYS: key } },
  expectedComplaints: /status of 401/,
});

test('a server with keys asks for one, and an import is followed with it', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('This server asks for an API key')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('API key').fill(key);
  await page.getByRole('button', { name: 'Use this key' }).click();
  await expect(page.getByText('This server asks for an API key')).toBeHidden();

  await linkField(page).fill(folderLink);
  await startButton(page).click();
  await expect(status(page, 'Done')).toBeVisible();
  await expectOutcomes(page, { imported: 24 });
  // Of this tab alone, as nobody has asked for more.
  expect(await page.evaluate(() => localStorage.getItem('pixferry.api_key'))).toBeNull();
});
