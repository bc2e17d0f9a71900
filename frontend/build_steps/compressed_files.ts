import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg)$/;
const smallestBytes = 1024;

/** Lays NAME.br and NAME.gz beside what is large enough: the gateway sends those as they are. */
export function compressedFiles(): Plugin {
  return {
    name: 'pixferry:compressed-files',
    apply: 'build',
    // What is in memory before may still be changed by others.
    writeBundle({ dir = 'dist' }) {
      for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
        if (!worthIt.test(name)) continue;
        const content = readFileSync(join(dir, name));
        if (content.length < smallestBytes) continue;
        const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, { params }));
        writeFileSync(join(dir, `${name}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}
