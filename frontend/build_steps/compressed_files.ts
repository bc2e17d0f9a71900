import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg)$/;
const smallest = 1024;

/**
 * Lays NAME.br and NAME.gz beside what is large enough: the gateway sends those as they are. It reads
 * what was written, as Vite completes its files after every plugin has seen the bundle.
 */
export function compressedFiles(): Plugin {
  return {
    name: 'pixferry:compressed-files',
    apply: 'build',
    writeBundle({ dir }) {
      if (!dir) return;
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!worthIt.test(name)) continue;
        const path = join(dir, name);
        const content = readFileSync(path);
        if (content.length < smallest) continue;
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(`${path}.br`, brotliCompressSync(content, { params: quality }));
        writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
      }
    },
  };
}
