import { expect, expectAccessible, test } from './app_test';
import { importFolder } from './fill_gallery';

test('the status tells of health, work, sources and workers', async ({
  page,
  pixferry,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await importFolder(pixferry);
  await page.goto('/status');
  await expect(page.getByText('Ready', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Catalog' })).toBeVisible();
  await expect(page.getByText('Images', { exact: true }).locator('..')).toContainText('24');
  await expect(page.getByRole('region', { name: 'Workers' })).toContainText('Idle');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy diagnostics' }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(text)).toMatchObject({ stats: { images: 24, files: { imported: 24 } } });
  expect(text).not.toContain('drive.google.com');
  await page.getByRole('link', { name: '1 completed' }).click();
  await expect(page).toHaveURL(/\/imports\?state=completed/);
});

test('the theme is chosen without a reload, and remembered', async ({ page }) => {
  await page.goto('/settings');
  await expectAccessible(page);
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectAccessible(page);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'As the system' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test.describe('a server with keys', () => {
  test.use({
    simulation: { settings: { API_KEYS: 'a-key-for-the-tests-0123456789' } },
    expectedComplaints: /status of 401/,
  });

  test('asks for one, and takes it from the settings', async ({ page }) => {
    await page.goto('/gallery');
    await expect(page.getByText('This server asks for an API key')).toBeVisible();
    await expectAccessible(page);
    await page.goto('/settings');
    await page.getByLabel('API key').first().fill('a-key-for-the-tests-0123456789');
    await page.getByLabel('Remember it in this browser').check();
    await expect(
      page.getByText('Everyone who uses this browser profile can read it.'),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Use this key' }).click();
    await expect(page.getByText('Kept in this browser')).toBeVisible();
    await page.goto('/gallery');
    await expect(page.getByText('No images yet')).toBeVisible();
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.goto('/gallery');
    await expect(page.getByText('This server asks for an API key')).toBeVisible();
  });
});

test('webhooks are added, tested and removed', async ({ page }) => {
  const hook = {
    id: 'wh_1',
    url: 'https://example.com/hook',
    events: ['job.completed'],
    enabled: true,
    disabled_reason: null,
    failing_since: null,
    last_delivered_at: null,
  };
  let hooks: (typeof hook)[] = [];
  const asked: string[] = [];
  await page.route('**/webhooks**', async (route) => {
    const method = route.request().method();
    const path = new URL(route.request().url()).pathname;
    asked.push(`${method} ${path}`);
    if (path.endsWith('/deliveries')) return route.fulfill({ json: { deliveries: [] } });
    if (path.endsWith('/test')) return route.fulfill({ status: 202, json: {} });
    if (method === 'DELETE') {
      hooks = [];
      return route.fulfill({ status: 204 });
    }
    if (method === 'GET') return route.fulfill({ json: { webhooks: hooks } });
    hooks = [hook];
    return route.fulfill({ status: 201, json: { ...hook, secret: 'whsec_abc' } });
  });
  await page.goto('/settings');
  await page.getByLabel('URL').fill(hook.url);
  await page.getByRole('button', { name: 'Add the webhook' }).click();
  await expect(page.getByText('whsec_abc')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('Nothing was delivered yet.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeHidden();
  expect(asked).toContain('POST /webhooks/wh_1/test');
  expect(asked).toContain('DELETE /webhooks/wh_1');
});
