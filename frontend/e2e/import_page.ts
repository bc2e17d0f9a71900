import type { Page } from '@playwright/test';
import { folderLink } from './program';

export const linkField = (page: Page) => page.getByLabel('Link of a shared folder');
export const startButton = (page: Page) =>
  page.getByRole('button', { name: /^(Import (this|\d)|Look again)/ });

/** Pastes as a person does: with the focus anywhere, once there is a page. */
export async function paste(page: Page, text: string): Promise<void> {
  await linkField(page).waitFor();
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, text);
}

/** Imports the simulated folder, and waits until its job is shown. */
export async function beginImport(page: Page, link = folderLink): Promise<void> {
  await page.goto('/');
  await linkField(page).fill(link);
  await startButton(page).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
}
