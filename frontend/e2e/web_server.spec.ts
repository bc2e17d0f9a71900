import { readdirSync } from 'node:fs';
import { test as base, expect } from './app_test';
import { tile } from './gallery_page';
import { beginImport } from './import_page';
import { expectOutcomes, status, waitForImported } from './job_page';
import { webDirectory } from './program';
import { hasNginx, refusal, WebServer } from './web_server';

// The app by its own server, as its container has it, with the gateway behind.
const test = base.extend<{ webServer: WebServer }>({
  webServer: async ({ pixferry }, use) => {
    const server = await WebServer.start(pixferry.url, {
      IMAGE_ORIGINS: 'https://photos.example.com',
    });
    await use(server);
    await server.stop();
  },
  baseURL: async ({ webServer }, use) => use(webServer.url),
});
test.skip(!hasNginx, 'there is no nginx');

test.describe('the app on a server of its own', () => {
  test.use({ simulation: { photos: 200, latency: '100ms' } });

  test('imports a folder, follows it live, and shows its images', async ({ page, webServer }) => {
    const polled: string[] = [];
    await beginImport(page);
    page.on('request', (request) => polled.push(request.url()));
    await waitForImported(page, 20);
    await waitForImported(page, 60);
    expect(polled.filter((url) => /\/import\/jobs\/[^/]+$/.test(url))).toEqual([]);
    await expect(status(page, 'Done')).toBeVisible({ timeout: 60_000 });
    await expectOutcomes(page, { imported: 200, failed: 0, pending: 0 });
    await page.getByRole('link', { name: 'Show the images' }).click();
    await expect(tile(page, 0).locator('img[data-loaded]')).toBeVisible();
    const log = await webServer.log();
    expect(log).toContain('"GET /" 200');
    expect(log, 'the names of objects are secrets').not.toMatch(/objects\/[^"]/);
    expect(log, 'and so may be what a page asks for').not.toContain('?');
  });

  test.describe('whose gateway is killed in the middle', () => {
    test.use({ expectedComplaints: /ERR_INCOMPLETE_CHUNKED|status of 50[24]/ });

    test('says so, and goes on when it is back', async ({ page, pixferry }) => {
      await beginImport(page);
      await waitForImported(page, 20);
      await pixferry.killServer();
      await expect(page.getByText('Reconnecting… numbers may be old')).toBeVisible();
      await pixferry.restartServer();
      await expect(status(page, 'Done')).toBeVisible({ timeout: 60_000 });
      await expectOutcomes(page, { imported: 200, failed: 0, pending: 0 });
    });
  });
});

/** What a browser is told besides the content. */
async function toldOf(address: string, encoding: string) {
  const { status: code, headers } = await fetch(address, {
    headers: { 'Accept-Encoding': encoding },
  });
  const names = [
    'Content-Type',
    'Content-Encoding',
    'Content-Security-Policy',
    'Cache-Control',
    'Cross-Origin-Opener-Policy',
    'Cross-Origin-Resource-Policy',
    'X-Content-Type-Options',
    'Referrer-Policy',
  ];
  return { code, headers: Object.fromEntries(names.map((name) => [name, headers.get(name)])) };
}

test.describe('a page or a file', () => {
  test.use({ simulation: { settings: { S3_PUBLIC_URL: 'https://photos.example.com' } } });

  test('is the same from there as from the gateway', async ({ pixferry, webServer }) => {
    const pages = ['', 'imports', 'imports/1', 'gallery', 'gallery/1', 'status', 'settings'];
    const files = readdirSync(webDirectory, { recursive: true, encoding: 'utf8' });
    const served = files.filter((name) => /\.[a-z0-9]+$/.test(name) && !/\.(gz|br)$/.test(name));
    const elsewhere = ['imports/1/2', 'gallery/', 'assets/none.js', 'health', 'nothing'];
    for (const path of [...pages, ...served, ...elsewhere]) {
      for (const encoding of ['identity', 'gzip', 'br']) {
        const fromGateway = await toldOf(`${pixferry.url}/${path}`, encoding);
        const fromThere = await toldOf(`${webServer.url}/${path}`, encoding);
        expect({ path, encoding, ...fromThere }).toEqual({ path, encoding, ...fromGateway });
      }
    }
  });
});

test('what cannot be set is refused with the cure', () => {
  const settings = {
    'begins with http://': { API_URL: 'gateway:8000' },
    'ends with the host and its port': { API_URL: 'http://gateway/api' },
    'take no quotes': { IMAGE_ORIGINS: "https://x'; } http { " },
    'take no spaces': { HOST: '127.0.0.1:80 default' },
    'PORT is three': { PORT: 'three' },
    'There is no web app in /nowhere': { WEB_DIR: '/nowhere' },
  };
  for (const [said, wrong] of Object.entries(settings)) {
    expect(refusal(wrong)).toEqual({ status: 2, said: expect.stringContaining(said) });
  }
});
