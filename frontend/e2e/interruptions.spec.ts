import { expect, test } from './app_test';
import { beginImport } from './import_page';
import { type Ending, expectOutcomes, outcomes, status, waitForImported } from './job_page';

const photos = 300;
test.use({ simulation: { photos, latency: '150ms' } });

function expectNoStepBack(seen: Record<Ending, number>[]): void {
  for (const [index, counts] of seen.entries()) {
    const before = seen[index - 1] ?? counts;
    expect(counts.imported).toBeGreaterThanOrEqual(before.imported);
    expect(counts.imported + counts.skipped + counts.failed + counts.pending).toBe(photos);
  }
}

test('a page that is loaded anew in the middle goes on with the true numbers', async ({ page }) => {
  await beginImport(page);
  await waitForImported(page, 20);
  const before = await outcomes(page);
  await page.reload();
  await page.getByTestId('percent').waitFor();
  expectNoStepBack([before, await outcomes(page)]);
  await expect(status(page, 'Done')).toBeVisible({ timeout: 60_000 });
  await expectOutcomes(page, { imported: photos, pending: 0 });
});

test.describe('a server that is killed in the middle', () => {
  test.use({
    expectedComplaints:
      /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/,
  });

  test('is said to be away, and the numbers never go back', async ({ page, pixferry }) => {
    await beginImport(page);
    await waitForImported(page, 20);
    const seen = [await outcomes(page)];
    await pixferry.killServer();
    const bar = page.getByText('Reconnecting… numbers may be old');
    await expect(bar).toBeVisible();
    const [above, below] = await Promise.all([
      bar.boundingBox(),
      page.getByRole('button', { name: 'Pause' }).boundingBox(),
    ]);
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    seen.push(await outcomes(page));
    await pixferry.restartServer();
    await expect(page.getByText('Reconnecting… numbers may be old')).toBeHidden();
    while (!(await status(page, 'Done').isVisible())) {
      seen.push(await outcomes(page));
      await page.waitForTimeout(200);
    }
    seen.push(await outcomes(page));
    expectNoStepBack(seen);
    await expectOutcomes(page, { imported: photos, failed: 0, pending: 0 });
  });
});
