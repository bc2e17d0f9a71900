import { expect, test } from './app_test';
import { importFolder } from './fill_gallery';
import { expectPicturesInSight, lightbox, openGallery, selection, tile } from './gallery_page';
import { takePictures } from './pictures';
import { plainWords } from './plain_words';

test.use({ simulation: { photos: 80 }, reducedMotion: 'reduce' });
test.beforeEach(async ({ pixferry }) => {
  await importFolder(pixferry);
});

test('gallery, lightbox, status and settings look right in both themes', async ({ page }) => {
  test.setTimeout(180_000);
  await openGallery(page);
  await takePictures(page, 'gallery', expectPicturesInSight);
  await page.setViewportSize({ width: 1280, height: 900 });
  await tile(page, 1).click({ modifiers: ['Control'] });
  await tile(page, 5).click({ modifiers: ['Shift'] });
  await expect(selection(page)).toBeVisible();
  await takePictures(page, 'gallery-selection', expectPicturesInSight);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 900 });
  await tile(page, 2).click();
  await page.keyboard.press('i');
  await expect(page.getByText('SHA-256', { exact: true })).toBeVisible();
  await takePictures(page, 'lightbox');
  await page.keyboard.press('i');
  await page.keyboard.press('Escape');
  await expect(lightbox(page)).toBeHidden();
  await page.goto('/status');
  await expect(page.getByRole('region', { name: 'Workers' })).toBeVisible();
  await takePictures(page, 'status');
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Webhooks' })).toBeVisible();
  await takePictures(page, 'settings');
});

test('with less motion, what moves is at its new place in the next frame', async ({ page }) => {
  await openGallery(page);
  const left = await tile(page, 1).evaluate((element) => {
    element.style.left = '700px';
    return getComputedStyle(element).left;
  });
  expect(left).toBe('700px');
});

test('their texts come from the catalogue', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('pixferry.locale', 'pseudo'));
  await page.goto('/gallery');
  await tile(page, 0).locator('img[data-loaded]').waitFor();
  // The folders' names are data.
  const named = (text: string) => !/ · [0-9a-f]{8}$|^[0-9a-f]{8}$/.test(text);
  expect((await plainWords(page)).filter(named)).toEqual([]);
  await page.goto('/settings');
  await page.locator('h1').waitFor();
  expect(await plainWords(page)).toEqual([]);
});
