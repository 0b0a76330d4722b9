// The empty page: somebody who knows no broken domain still finds one to look at, at once, and then live.
import { readFile, readdir } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, pictureOf, shapesOf, untilComplete } from './journey.ts';

test('the gallery offers at least twenty scenarios, and a click opens one without asking anybody', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Type a name.');
  const tiles = page.getByRole('region', { name: 'Or look at one from the lab' }).getByRole('listitem');
  await expect(tiles.first()).toBeVisible();
  expect(await tiles.count()).toBeGreaterThanOrEqual(20);

  const tile = tiles.filter({ hasText: 'www.shop.test' });
  const miniature = tile.locator('img:visible');
  await expect(miniature).toHaveCount(1);
  await expect
    .poll(() => miniature.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(500);
  await tile.getByRole('link').click();
  await expect(page).toHaveURL('/gallery/shop');
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^www\.shop\.test resolves to 192\.0\.2\.80, but ns3\.shop-dns\.example \(203\.0\.113\.63\) does not serve shop\.test \(and 1 more fault\); the operator of ns3/,
  );
  for (const label of ['CNAME 1', 'CNAME 2'])
    await expect(graph(page).getByText(label, { exact: true })).toBeVisible();
  await expect(graph(page).getByText(/^glue missing/)).toBeVisible();
  expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);

  // The recording is opened again by its address, and what it shows can be seen live.
  await page.reload();
  await page.getByRole('link', { name: 'Trace it live in the lab' }).click();
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.shop\.test$/);
  await untilComplete(page);
  expect(complaints).toEqual([]);
});

test('the page draws recordings as their reference pictures are drawn', async ({ page }) => {
  const folder = new URL('../packages/diagram/references/', import.meta.url);
  for (const file of await readdir(folder)) {
    await test.step(file, async () => {
      const svg = await readFile(new URL(file, folder), 'utf8');
      await page.goto(`/gallery/${file.replace('.svg', '')}`);
      await expect(graph(page)).toBeVisible();
      const reference = await page.evaluateHandle(
        (text) => new DOMParser().parseFromString(text, 'image/svg+xml'),
        svg,
      );
      expect(await pictureOf(page)).toEqual(await reference.evaluate(shapesOf));
    });
  }
});
