import type { Page } from '@playwright/test';

/** Names and data: they are the same in every language. */
const untranslated =
  /Pixferry|Google|Drive|Dropbox|demo|https?:\S+|\S+\.(jpg|jpeg|png|webp)|JPEG|WEBP|WebP|AVIF|HEIC|TIFF|[0-9a-f]{8}/g;

/** What is written or said on the page and has no accent, though the pseudo language gives it one. */
export async function plainWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt'];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      if (walker.currentNode.parentElement?.closest('script, noscript, code')) continue;
      found.push(walker.currentNode.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const name of attributes) found.push(element.getAttribute(name) ?? '');
    }
    return found;
  });
  return texts.filter((text) => /\b[A-Za-z]{4,}\b/.test(text.replaceAll(untranslated, '')));
}
