import { i18n } from '@lingui/core';
import { messages as english } from './locales/en.po';

/**
 * Loads the texts before the first render. `pseudo` is English with accents on every letter: what
 * still looks plain in it is not in the catalogue.
 */
export async function loadTexts(): Promise<void> {
  if (localStorage.getItem('pixferry.locale') === 'pseudo') {
    const { messages } = await import('./locales/pseudo.po');
    i18n.loadAndActivate({ locale: 'pseudo', locales: 'en', messages });
    return;
  }
  i18n.loadAndActivate({ locale: 'en', messages: english });
}

export { i18n };
