import { transformAsync } from '@babel/core';
import type { Plugin } from 'vite';

/** Turns `t`, `Trans` and `Plural` into calls of the catalogue, in the files that import them. */
export function linguiMacros(): Plugin {
  return {
    name: 'pixferry:lingui-macros',
    enforce: 'pre',
    async transform(code, id) {
      if (!/\.tsx?$/.test(id) || !/@lingui\/(core|react)\/macro/.test(code)) return null;
      const result = await transformAsync(code, {
        filename: id,
        babelrc: false,
        configFile: false,
        sourceMaps: true,
        parserOpts: { plugins: ['typescript', 'jsx'] },
        plugins: ['@lingui/babel-plugin-lingui-macro'],
      });
      return result?.code ? { code: result.code, map: result.map } : null;
    },
  };
}
