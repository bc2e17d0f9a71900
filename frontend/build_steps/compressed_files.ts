import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const worthIt = /\.(js|css|html|svg)$/;
const smallest = 1024;

/** Lays NAME.br and NAME.gz beside what is large enough: the gateway sends those as they are. */
export function compressedFiles(): Plugin {
  return {
    name: 'pixferry:compressed-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_, bundle) {
      for (const [fileName, file] of Object.entries(bundle)) {
        const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (!worthIt.test(fileName) || content.length < smallest) continue;
        const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
        const brotli = brotliCompressSync(content, { params: quality });
        this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotli });
        const gzip = gzipSync(content, { level: 9 });
        this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzip });
      }
    },
  };
}
