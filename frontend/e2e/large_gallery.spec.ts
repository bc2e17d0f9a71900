import { expect, test } from './app_test';
import { fillGallery } from './fill_gallery';
import {
  expectPicturesInSight,
  grid,
  openGallery,
  selection,
  tile,
  tiles,
  total,
} from './gallery_page';

const count = 100_000;
const inDocumentMax = 200;

test.beforeEach(async ({ pixferry }) => {
  await fillGallery(pixferry, count);
});

test('100,000 images are scrolled through to the last', async ({ page }) => {
  await openGallery(page);
  await expect(total(page)).toHaveText('100,000 images');
  await grid(page).hover();
  for (let step = 0; step < 40; step += 1) {
    await page.mouse.wheel(0, 2500);
    expect(await tiles(page).count()).toBeLessThanOrEqual(inDocumentMax);
  }
  await expectPicturesInSight(page);

  await tile(page, Number(await tiles(page).first().getAttribute('data-tile'))).focus();
  await page.keyboard.press('End');
  await expect(tile(page, count - 1)).toBeFocused();
  await expectPicturesInSight(page);
  expect(await tiles(page).count()).toBeLessThanOrEqual(inDocumentMax);
  await page.keyboard.press('PageUp');
  await expect(tile(page, count - 1)).not.toBeFocused();
  await page.keyboard.press('Home');
  await expect(tile(page, 0)).toBeFocused();
});

test('the scrubber leads anywhere, and the address remembers where', async ({ page }) => {
  await openGallery(page);
  const area = await grid(page).boundingBox();
  if (!area) throw new Error('the grid has no place');
  const x = area.x + area.width + 14;
  await page.mouse.move(x, area.y + 20);
  await page.mouse.down();
  await page.mouse.move(x, area.y + area.height / 2, { steps: 5 });
  await page.mouse.up();
  await expectPicturesInSight(page);
  const middle = Number(await tiles(page).first().getAttribute('data-tile'));
  expect(middle).toBeGreaterThan(count * 0.4);
  expect(middle).toBeLessThan(count * 0.6);

  await expect(page).toHaveURL(/at=\d+/);
  await page.reload();
  await expect
    .poll(async () => Number(await tiles(page).first().getAttribute('data-tile')))
    .toBeGreaterThan(middle - 100);
  await expectPicturesInSight(page);
});

test('all of them are selected in one step, and a deletion of all is asked for twice', async ({
  page,
}) => {
  await openGallery(page);
  await tile(page, 0).click({ modifiers: ['Control'] });
  await selection(page).getByRole('button', { name: 'Select all 100,000' }).click();
  await expect(selection(page)).toContainText('100,000 selected');
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete 100,000 images?' });
  await expect(dialog.getByRole('button', { name: 'Delete 100,000 images' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep them' }).click();
  await expect(total(page)).toHaveText('100,000 images');
});
