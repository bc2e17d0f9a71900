import { expect, expectAccessible, test } from './app_test';
import { linkField, paste, startButton } from './import_page';
import { expectOutcomes, status } from './job_page';
import { folderLink } from './program';

test('a folder is imported, from the paste of its link to the gallery', async ({ page }) => {
  await page.goto('/');
  await linkField(page).blur();
  await paste(page, `The photos: ${folderLink}`);
  await expect(page.getByText('Google Drive folder')).toBeVisible();
  await expect(page.getByText('24 images', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await startButton(page).click();

  await expect(status(page, 'Done')).toBeVisible();
  await expectOutcomes(page, { imported: 24, failed: 0, pending: 0 });
  await expect(page).toHaveTitle(/✓ 24 imported/);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Show the images' }).click();
  await page.waitForURL(/\/gallery\?job=/);
});

test('a folder that was imported already is said to be here', async ({ page }) => {
  await page.goto('/');
  await linkField(page).fill(folderLink);
  await startButton(page).click();
  await expect(status(page, 'Done')).toBeVisible();

  await page.getByRole('link', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Recent imports' })).toBeVisible();
  await linkField(page).fill(folderLink);
  await expect(page.getByText('24, which are not fetched again')).toBeVisible();
  await page.getByRole('button', { name: 'Look again for new images' }).click();
  await expect(status(page, 'Done')).toBeVisible();
  await expectOutcomes(page, { skipped: 24, imported: 0 });
});

test('several links are imported at once', async ({ page }) => {
  const dropbox =
    'https://www.dropbox.com/scl/fo/1PixferryDemoFolder00000000000000/AOpen?rlkey=pixferryrlkey0000000000&st=simulated&dl=0';
  await page.goto('/');
  await paste(page, `${folderLink}\n${dropbox}\nhttps://example.com/x`);
  const links = page.getByRole('list', { name: 'Links' });
  await expect(links.getByText('24 images', { exact: true })).toHaveCount(2);
  await expect(links.getByText('example.com is neither Google Drive nor Dropbox.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 2 folders' }).click();
  await page.waitForURL(/\/imports$/);
  await expect(page.getByText('24 of 24 imported')).toHaveCount(2, { timeout: 30_000 });
  await expectAccessible(page);
});

test.describe('what cannot be imported is refused in words', () => {
  test.use({ expectedComplaints: /status of (40\d|422|503)/ });

  test('a link is judged as it is typed, without asking anybody', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/');
    await linkField(page).fill('https://drive.google.com/drive/my-drive');
    await expect(page.getByText('This is a page of your own account.')).toBeVisible();
    await linkField(page).fill('https://photos.app.goo.gl/AbCdEf');
    await expect(page.getByText('Albums of Google Photos cannot be read')).toBeVisible();
    expect(asked.filter((url) => url.endsWith('/import/preview'))).toEqual([]);
  });

  test('a folder that nobody shares', async ({ page }) => {
    await page.goto('/');
    await linkField(page).fill(
      'https://drive.google.com/drive/folders/1NoSuchFolder0000000000000000000',
    );
    await expect(page.getByText('The folder does not exist, or is not public')).toBeVisible();
    await expect(page.getByText('In Drive: Share, then Anyone with the link.')).toBeVisible();
    await expect(startButton(page)).toBeDisabled();
    await expectAccessible(page);
  });

  test('a locked folder, until its password is given', async ({ page }) => {
    const locked =
      'https://www.dropbox.com/scl/fo/1PixferryDemoFolder00000000000000/ALocked?rlkey=pixferryrlkey0000000000&st=simulated&dl=0';
    await page.goto('/');
    await linkField(page).fill(locked);
    await expect(page.getByText('This link asks for a password')).toBeVisible();
    await page.getByLabel('Password of the link').fill('wrong');
    await expect(page.getByText('The password is wrong')).toBeVisible();
    await page.getByLabel('Password of the link').fill('open sesame');
    await expect(page.getByText('24 images', { exact: true })).toBeVisible();
    await startButton(page).click();
    await expect(status(page, 'Done')).toBeVisible();
  });
});
