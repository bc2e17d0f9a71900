import { test } from '../e2e/app_test';
import { fillGallery } from '../e2e/fill_gallery';
import { expectPicturesInSight, openGallery, tile, tiles } from '../e2e/gallery_page';
import { busyPercent, heapMegabytes, measureFrames, observePaint, paintOf } from './frames';

const images = Number(process.env.PIXFERRY_MEASURED_IMAGES ?? 100_000);
const box = '.gallery-scroll';
const durationMs = 6_000;
const viewport = 700;

function tell(what: string, figures: unknown): void {
  console.log(`${what}: ${JSON.stringify(figures)}`);
}

/** `npm run measure`; it prints figures and judges none. */
test(`a gallery of ${images} images`, async ({ page, pixferry }) => {
  await page.goto('about:blank');
  tell('frames of a blank page, ms', await measureFrames(page, null, 0, durationMs));
  await fillGallery(pixferry, images);

  await observePaint(page);
  await openGallery(page);
  await expectPicturesInSight(page);
  await page.waitForTimeout(1000);
  tell('first visit', await paintOf(page));
  tell('heap before scrolling, MB', await heapMegabytes(page));
  await page.reload();
  await expectPicturesInSight(page);
  await page.waitForTimeout(1000);
  tell('second visit', await paintOf(page));

  for (const viewportsPerSecond of [1, 2.5, 10]) {
    const scroll = async () => {
      const frames = await measureFrames(page, box, viewport * viewportsPerSecond, durationMs);
      tell(`frames at ${viewportsPerSecond} viewports a second, ms`, frames);
    };
    tell('main thread busy meanwhile, %', await busyPercent(page, scroll));
  }
  tell('tiles in the document', await tiles(page).count());
  tell('heap after scrolling, MB', await heapMegabytes(page));

  const start = Date.now();
  await tile(page, Number(await tiles(page).first().getAttribute('data-tile'))).focus();
  await page.keyboard.press('End');
  await tile(page, images - 1).waitFor();
  await expectPicturesInSight(page);
  tell('to the last image with its picture, ms', Date.now() - start);
});
