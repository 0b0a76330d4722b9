// On a phone the first screen says how it stands, who has to act, and begins with the outline.
import { type Locator, type Page, expect, test } from '@playwright/test';
import { traceInLab, untilComplete } from './journey.ts';

test.use({ viewport: { width: 390, height: 844 } });

/** From the top of the screen to the bottom of the element, in pixels. */
async function bottomOf(element: Locator): Promise<number> {
  const box = (await element.boundingBox())!;
  return box.y + box.height;
}

async function rowsOnScreen(page: Page): Promise<string[]> {
  const rows = await page.getByRole('row').all();
  const names = await Promise.all(
    rows.map(async (row) => ((await bottomOf(row)) <= 844 ? row.locator('.outline-name').innerText() : '')),
  );
  return names.filter((name) => name !== '');
}

async function traceShop(page: Page): Promise<void> {
  await page.goto('/');
  await traceInLab(page, 'www.shop.test');
  await untilComplete(page);
}

test('a verdict of six clauses leaves room for the outline, and loses no word', async ({ page }) => {
  await traceShop(page);
  const verdict = page.getByRole('heading', { level: 1 });
  await expect(verdict).toHaveText(
    'www.shop.test resolves to 192.0.2.80, but ns3.shop-dns.example (203.0.113.63) does not serve shop.test (and 1 more fault); the operator of ns3.shop-dns.example must repair that',
  );
  await expect(page.getByRole('treegrid')).toBeVisible();
  // Nothing of it is cut off.
  expect(await verdict.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  expect((await page.getByRole('treegrid').boundingBox())!.y).toBeLessThan(844 / 2);
  expect(await rowsOnScreen(page)).toEqual(
    expect.arrayContaining(['. (root)', 'test', 'shop.test', 'ns2.shop.test', 'ns3.shop-dns.example']),
  );
});

test('what it took is folded, and unfolds', async ({ page }) => {
  await traceShop(page);
  const when = page.getByText(/^\d+ \w+ \d{4} [\d:]+ UTC$/);
  await expect(page.getByText(/^\d+ queries · complete after/)).toBeVisible();
  await expect(when).toBeHidden();
  await page.getByText(/^\d+ queries · complete after/).click();
  await expect(when).toBeVisible();
});

test('every button of the verdict can be reached', async ({ page }) => {
  await traceShop(page);
  for (const name of [/3 errors/, 'Share', 'Compare', 'Run again']) {
    const button = page.getByRole('button', { name }).first();
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 0.95 });
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
