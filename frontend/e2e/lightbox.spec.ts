import { expect, expectAccessible, test } from './app_test';
import { importFolder } from './fill_gallery';
import { grid, lightbox, openGallery, scrollOffset, tile, total } from './gallery_page';

test.use({ simulation: { photos: 60 } });
test.beforeEach(async ({ pixferry }) => {
  await importFolder(pixferry);
});

test('keys lead through the images, and back to the tile', async ({ page }) => {
  await openGallery(page);
  const names = await Promise.all([0, 1, 2].map((at) => tile(page, at).getAttribute('aria-label')));
  await tile(page, 0).focus();
  await page.keyboard.press('Enter');
  await expect(lightbox(page)).toHaveAccessibleName(names[0] ?? '');
  await expect(page.getByText('1 of 60')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(lightbox(page)).toHaveAccessibleName(names[2] ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(lightbox(page)).toHaveAccessibleName(names[1] ?? '');
  await expect(lightbox(page).getByRole('img', { name: names[1] ?? '' })).toBeVisible();

  await page.keyboard.press('i');
  const information = page.getByRole('region', { name: 'Information' });
  await expect(information.getByText('SHA-256', { exact: true })).toBeVisible();
  await expect(information.getByText(/^image\//)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('i');
  await expect(information).toBeHidden();

  await page.keyboard.press('+');
  await page.keyboard.press('+');
  const zoomed = () =>
    lightbox(page)
      .locator('[style*="scale"]')
      .evaluate((picture) => new DOMMatrix(getComputedStyle(picture).transform).a);
  await expect.poll(zoomed).toBeCloseTo(2.25);
  await page.keyboard.press('0');
  await expect.poll(zoomed).toBe(1);

  await page.keyboard.press('Escape');
  await expect(lightbox(page)).toBeHidden();
  await expect(tile(page, 1)).toBeFocused();
  await expect(page).toHaveURL(/\/gallery$/);
});

test('the focus stays within it', async ({ page }) => {
  await openGallery(page);
  await tile(page, 0).click();
  await expect(lightbox(page)).toBeVisible();
  for (let step = 0; step < 14; step += 1) {
    await page.keyboard.press('Tab');
    const isInside = await page.evaluate(
      () =>
        document.activeElement === document.body ||
        !!document.activeElement?.closest('[role=dialog]'),
    );
    expect(isInside).toBe(true);
  }
});

test('going back closes it, and the grid stands where it stood', async ({ page }) => {
  await openGallery(page);
  await grid(page).hover();
  await page.mouse.wheel(0, 1500);
  await expect.poll(() => scrollOffset(page)).toBe(1500);
  await page.waitForTimeout(600);
  const area = await grid(page).boundingBox();
  await page.mouse.click((area?.x ?? 0) + 150, (area?.y ?? 0) + 350);
  await expect(lightbox(page)).toBeVisible();
  await page.goBack();
  await expect(lightbox(page)).toBeHidden();
  expect(await scrollOffset(page)).toBe(1500);
});

test('its address opens it, with the way on', async ({ page, baseURL }) => {
  const answer = await page.request.get(`${baseURL}/images?sort=name&limit=30`);
  const { images } = (await answer.json()) as { images: { id: number; name: string }[] };
  const image = images[20];
  await page.goto(`/gallery/${image?.id}?sort=name`);
  await expect(lightbox(page)).toHaveAccessibleName(image?.name ?? '');
  await expect(page.getByText('21 of 60')).toBeVisible();
  await page.getByRole('button', { name: 'Next image' }).click();
  await expect(lightbox(page)).toHaveAccessibleName(images[21]?.name ?? '');
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page).toHaveURL(/\/gallery\?.*sort=name/);
  await expect(tile(page, 21)).toBeFocused();
});

test.describe('an image that is not there', () => {
  test.use({ expectedComplaints: /status of 404/ });

  test('is said to be gone', async ({ page }) => {
    await page.goto('/gallery/999999');
    await expect(page.getByText('This image does not exist or was deleted')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Go to the gallery' }).click();
    await expect(page).toHaveURL(/\/gallery$/);
  });
});

test('an image is deleted from it, the next takes its place, and Control+Z brings it back', async ({
  page,
}) => {
  await openGallery(page);
  const names = await Promise.all([1, 2].map((at) => tile(page, at).getAttribute('aria-label')));
  await tile(page, 1).click();
  await expect(lightbox(page)).toHaveAccessibleName(names[0] ?? '');
  await page.keyboard.press('Delete');
  await expect(lightbox(page)).toHaveAccessibleName(names[1] ?? '');
  await expect(page.getByText('2 of 59')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('of 60')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(total(page)).toHaveText('60 images');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('a finger leads on', async ({ page, context }) => {
    await openGallery(page);
    const next = await tile(page, 1).getAttribute('aria-label');
    await tile(page, 0).tap();
    await expect(lightbox(page)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Next image' })).toBeVisible();
    const client = await context.newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x, y: 200 }],
      });
    await touch('touchStart', 300);
    await touch('touchMove', 200);
    await touch('touchMove', 90);
    await touch('touchEnd', 90);
    await expect(lightbox(page)).toHaveAccessibleName(next ?? '');
    await expectAccessible(page);
  });
});
