import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compressedFiles } from './build_steps/compressed_files.ts';
import { linguiMacros } from './build_steps/lingui_macros.ts';
import { themeScript } from './build_steps/theme_script.ts';

const gateway = process.env.PIXFERRY_URL ?? 'http://127.0.0.1:8000';

// The paths of the API; everything else is a page of this app.
const apiPaths =
  '^/(import|jobs|images|objects|webhooks|stats|health|metrics|docs|openapi\\.json)($|[/?])';

export default defineConfig({
  plugins: [linguiMacros(), react(), tailwindcss(), lingui(), themeScript(), compressedFiles()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { [apiPaths]: gateway } },
  preview: { proxy: { [apiPaths]: gateway } },
  test: {
    reporters: ['default', './build_steps/vitest_results.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'build_steps/**/*.test.ts'],
  },
});
