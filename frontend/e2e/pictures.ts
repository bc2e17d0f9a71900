import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './app_test';

const widths = [360, 1280, 2560];
const themes = ['light', 'dark'] as const;

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess, 'nothing is wider than the window').toBeLessThanOrEqual(0);
}

/** Takes a picture of the page as it stands, in every width and theme, once it `isShown` there. */
export async function takePictures(
  page: Page,
  name: string,
  isShown = async (_page: Page) => {},
): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await isShown(page);
      await page.screenshot({ path: `screenshots/${name}-${width}-${theme}.png` });
      await expectNoSidewaysScroll(page);
    }
    await expectAccessible(page);
  }
}
