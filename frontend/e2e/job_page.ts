import { expect, type Page } from '@playwright/test';

export type Ending = 'imported' | 'skipped' | 'failed' | 'pending';

const endings: Ending[] = ['imported', 'skipped', 'failed', 'pending'];

async function countOf(page: Page, ending: Ending): Promise<number> {
  const text = await page.locator(`[data-outcome=${ending}]`).innerText();
  return Number(text.replaceAll(',', ''));
}

export async function outcomes(page: Page): Promise<Record<Ending, number>> {
  const counts = await Promise.all(endings.map((ending) => countOf(page, ending)));
  const [imported = 0, skipped = 0, failed = 0, pending = 0] = counts;
  return { imported, skipped, failed, pending };
}

export async function expectOutcomes(page: Page, wanted: Partial<Record<Ending, number>>) {
  await expect.poll(() => outcomes(page), { timeout: 30_000 }).toMatchObject(wanted);
}

export async function waitForImported(page: Page, atLeast: number): Promise<void> {
  await expect
    .poll(() => countOf(page, 'imported'), { timeout: 30_000 })
    .toBeGreaterThanOrEqual(atLeast);
}

export const status = (page: Page, word: string | RegExp) =>
  page.locator('main').getByText(word, { exact: true });
