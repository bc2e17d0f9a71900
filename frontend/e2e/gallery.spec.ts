import { expect, expectAccessible, test } from './app_test';
import { countImages, importFolder } from './fill_gallery';
import { grid, lightbox, openGallery, selection, tile, tiles, total } from './gallery_page';

test.describe('a gallery of 40 images', () => {
  test.use({ simulation: { photos: 40 } });
  test.beforeEach(async ({ pixferry }) => {
    await importFolder(pixferry);
  });

  test('filters and order stand in the address, and come back with it', async ({ page }) => {
    await openGallery(page);
    await expect(total(page)).toHaveText('40 images');
    await page.getByLabel('Order').selectOption('name');
    await expect(page).toHaveURL(/[?&]sort=name/);
    await page.getByLabel('Source').selectOption('dropbox');
    await expect(page).toHaveURL(/source=dropbox/);
    await expect(page.getByText('No image matches')).toBeVisible();
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await expect(page).not.toHaveURL(/source=/);
    await expect(total(page)).toHaveText('40 images');

    await page.keyboard.press('Tab');
    await page.keyboard.press('/');
    await expect(page.getByLabel('Search by name')).toBeFocused();
    const name = (await tile(page, 7).getAttribute('aria-label')) ?? '';
    await page.keyboard.type(name);
    await expect(total(page)).toHaveText('1 image');
    await expect(tile(page, 0)).toHaveAttribute('aria-label', name);
    await page.reload();
    await expect(page.getByLabel('Search by name')).toHaveValue(name);
    await expect(total(page)).toHaveText('1 image');
    await page.goBack();
    await expect(page).not.toHaveURL(/q=/);
  });

  test('dates and types let through what they say', async ({ page }) => {
    await openGallery(page, '?type=image/png');
    await expect(page.getByLabel('Type')).toHaveValue('image/png');
    await page.goto('/gallery?from=1990-01-01&to=1990-12-31');
    await expect(page.getByText('No image matches')).toBeVisible();
    await page.getByRole('button', { name: '1990-01-01 – 1990-12-31' }).click();
    await page.getByLabel('Taken until').fill('2100-01-01');
    await expect(page).toHaveURL(/to=2100-01-01/);
    await expect(tile(page, 0)).toBeVisible();
    await expectAccessible(page);
  });

  test('keys select ranges, and their addresses are copied', async ({ page, context, baseURL }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openGallery(page);
    await tile(page, 2).focus();
    await page.keyboard.press('Space');
    await expect(selection(page)).toContainText('1 selected');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(tile(page, 4)).toBeFocused();
    await expect(selection(page)).toContainText('3 selected');
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(selection(page)).toContainText('2 selected');
    await tile(page, 9).click({ modifiers: ['Shift'] });
    await expect(selection(page)).toContainText('8 selected');
    await expectAccessible(page);

    await selection(page).getByRole('button', { name: 'Copy URLs' }).click();
    await expect(page.getByText('8 addresses copied')).toBeVisible();
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n');
    expect(lines).toHaveLength(8);
    for (const line of lines) expect(new URL(line).pathname).toMatch(/^\/objects\/o\//);
    const [first = ''] = lines;
    const answer = await page.request.get(baseURL + new URL(first).pathname);
    expect(answer.headers()['content-type']).toMatch(/^image\//);

    await page.keyboard.press('Control+a');
    await expect(selection(page)).toContainText('40 selected');
    await page.keyboard.press('Escape');
    await expect(selection(page)).toBeHidden();
  });

  test('the keys are told of, and a word on a button stands above its dialog', async ({ page }) => {
    await openGallery(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('?');
    const keys = page.getByRole('dialog', { name: 'Keys in the gallery' });
    await expect(keys.getByText('Take a deletion back')).toBeVisible();
    const word = page.getByRole('tooltip').locator('..');
    await expect(word).toBeVisible();
    const isOnTop = await word.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(isOnTop).toBe(true);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(keys).toBeHidden();
  });

  test('one image is downloaded under its name', async ({ page }) => {
    await openGallery(page);
    const name = await tile(page, 1).getAttribute('aria-label');
    await tile(page, 1).click({ modifiers: ['Control'] });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      selection(page).getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
  });

  test('a deletion can be taken back, and nothing was asked of the server', async ({ page }) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    await openGallery(page);
    const names = await Promise.all(
      [0, 1, 2].map((at) => tile(page, at).getAttribute('aria-label')),
    );
    await tile(page, 1).focus();
    await page.keyboard.press('Delete');
    await expect(total(page)).toHaveText('39 images');
    await expect(tile(page, 1)).toHaveAttribute('aria-label', names[2] ?? '');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(total(page)).toHaveText('40 images');
    await expect(tile(page, 1)).toHaveAttribute('aria-label', names[1] ?? '');
    await page.waitForTimeout(11_000);
    expect(asked.filter((each) => /^(POST|DELETE)/.test(each))).toEqual([]);
  });

  test('a deletion that is not taken back is made', async ({ page, pixferry }) => {
    await openGallery(page);
    await tile(page, 0).click({ modifiers: ['Control'] });
    await tile(page, 3).click({ modifiers: ['Shift'] });
    await selection(page).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('4 images deleted')).toBeVisible();
    await expect(total(page)).toHaveText('36 images');
    expect(await countImages(pixferry)).toBe(40);
    await expect.poll(() => countImages(pixferry), { timeout: 15_000 }).toBe(36);
    await page.reload();
    await expect(total(page)).toHaveText('36 images');
  });

  test('images that come meanwhile appear by themselves', async ({ page, pixferry }) => {
    await openGallery(page);
    await fetch(`${pixferry.url}/import`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        folder_url:
          'https://www.dropbox.com/scl/fo/1PixferryDemoFolder00000000000000/AOpen?rlkey=pixferryrlkey0000000000&st=simulated&dl=0',
      }),
    });
    await expect(total(page)).toHaveText('80 images', { timeout: 40_000 });
    await expect(tiles(page).first()).toBeVisible();
  });
});

test('an empty gallery leads to the import', async ({ page }) => {
  await page.goto('/gallery');
  await expect(page.getByText('No images yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Import a folder' }).click();
  await expect(page).toHaveURL(/\/$/);
});

test.describe('a server that does not answer', () => {
  test.use({ expectedComplaints: /Failed to load resource|ERR_|status of 50/ });

  test('is said to be away, and is asked again', async ({ page, pixferry }) => {
    await importFolder(pixferry);
    await page.route('**/images/layout*', (route) => route.abort());
    await page.goto('/gallery');
    await expect(page.getByText('The gallery cannot be shown')).toBeVisible();
    await expectAccessible(page);
    await page.unroute('**/images/layout*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(grid(page)).toBeVisible();
    await expect(lightbox(page)).toBeHidden();
  });
});
