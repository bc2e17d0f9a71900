import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('../src/theme/before_paint.js', import.meta.url));

/**
 * Puts the script that sets the theme in front of everything else. It is a file of its own, as our
 * Content-Security-Policy allows no inline script, and no module, as those run after the first paint.
 */
export function themeScript(): Plugin {
  const text = readFileSync(source, 'utf8');
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
  const fileName = `assets/theme-${hash}.js`;
  let address = `/${fileName}`;
  return {
    name: 'pixferry:theme-script',
    configResolved(config) {
      if (config.command === 'serve') address = '/src/theme/before_paint.js';
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { src: address }, injectTo: 'head-prepend' },
    ],
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: text });
    },
  };
}
