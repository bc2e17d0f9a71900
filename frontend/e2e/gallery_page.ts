import { expect, type Page } from '@playwright/test';

export const grid = (page: Page) => page.getByRole('grid', { name: 'Images' });
export const tile = (page: Page, place: number) => page.locator(`[data-tile="${place}"]`);
export const tiles = (page: Page) => page.locator('[data-tile]');
export const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });
export const lightbox = (page: Page) => page.getByRole('dialog');
export const total = (page: Page) => page.getByRole('search').getByRole('status');

export async function openGallery(page: Page, search = ''): Promise<void> {
  await page.goto(`/gallery${search}`);
  await expect(tile(page, 0)).toBeVisible();
  await expect(tile(page, 0).locator('img[data-loaded]')).toBeVisible();
}

export const scrollOffset = (page: Page) => grid(page).evaluate((box) => box.scrollTop);

/** The pictures in sight are there, not only their places. */
export async function expectPicturesInSight(page: Page): Promise<void> {
  await expect
    .poll(() =>
      grid(page).evaluate((box) => {
        const { top, bottom } = box.getBoundingClientRect();
        const inSight = [...box.querySelectorAll('[data-tile]')].filter((each) => {
          const area = each.getBoundingClientRect();
          return area.bottom > top && area.top < bottom;
        });
        return (
          inSight.length > 0 && inSight.every((each) => each.querySelector('img[data-loaded]'))
        );
      }),
    )
    .toBe(true);
}
