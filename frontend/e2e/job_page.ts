import { expect, type Page } from '@playwright/test';

export type Ending = 'imported' | 'skipped' | 'failed' | 'pending';

/** All four in one look, as they change while one is read. */
export function outcomes(page: Page): Promise<Record<Ending, number>> {
  return page.locator('main').evaluate((main) => {
    const countOf = (ending: string) => {
      const text = main.querySelector(`[data-outcome=${ending}]`)?.textContent ?? '';
      return Number(text.replaceAll(',', ''));
    };
    return {
      imported: countOf('imported'),
      skipped: countOf('skipped'),
      failed: countOf('failed'),
      pending: countOf('pending'),
    };
  });
}

export async function expectOutcomes(page: Page, wanted: Partial<Record<Ending, number>>) {
  await expect.poll(() => outcomes(page), { timeout: 30_000 }).toMatchObject(wanted);
}

export async function waitForImported(page: Page, atLeast: number): Promise<void> {
  await expect
    .poll(async () => (await outcomes(page)).imported, { timeout: 30_000 })
    .toBeGreaterThanOrEqual(atLeast);
}

/** The groups of failures catch up with what the page says above them. */
export async function expectFailuresToAddUp(page: Page): Promise<void> {
  await expect
    .poll(async () => {
      const groups = await page.locator('[data-reason] > span:first-child').allTextContents();
      const sum = groups.reduce((total, text) => total + Number(text), 0);
      return sum - (await outcomes(page)).failed;
    })
    .toBe(0);
}

export const status = (page: Page, word: string | RegExp) =>
  page.locator('main').getByText(word, { exact: true });
