// The timeline: each try as it was, the path to the answer, and a way through all queries.
import { expect, test } from '@playwright/test';

test('silence is hatched, TCP has a tone of its own, and what led to the answer is underlined', async ({
  page,
}) => {
  await page.goto('/gallery/truncated');
  const rows = page.locator('.timeline-row');
  await expect(rows.last().locator('.timeline-bar.of-udp')).toHaveCount(1);
  await expect(rows.last().locator('.timeline-bar.of-tcp')).toHaveCount(1);
  await expect(page.locator('.timeline-track.is-on-path')).toHaveCount(3);
  await expect(page.getByText('one by one 52 ms')).toBeVisible();

  await page.goto('/gallery/lame-timeout');
  const silent = page.locator('.timeline-row.is-fault').first();
  await expect(silent.locator('.timeline-bar.of-silence').first()).toBeAttached();
  await expect(silent.locator('.timeline-track')).toHaveAttribute(
    'title',
    /sent 1 Jan 2026 \d\d:\d\d:\d\d UTC$/,
  );
});

test('all queries are searched, and put in order', async ({ page }) => {
  await page.goto('/gallery/lame-timeout');
  const rows = page.locator('.timeline-row');
  await page.getByRole('button', { name: 'All queries' }).click();
  const all = await rows.count();
  await page.getByRole('combobox', { name: 'Order of the queries' }).selectOption('duration');
  await expect(rows.first()).toContainText('ns2.lame-timeout.test');
  await page.getByRole('searchbox', { name: 'Search the queries' }).fill('lame-timeout soa');
  await expect.poll(() => rows.count()).toBeLessThan(all);
  await page.getByRole('searchbox', { name: 'Search the queries' }).fill('nothing at all');
  await expect(page.getByText('None of them fits the search.')).toBeVisible();
  await page.getByRole('button', { name: 'All queries' }).click();
  await expect(rows.first()).toContainText('root-servers.test');
});

test('a lecture has letters for the last row', async ({ page }) => {
  await page.goto('/gallery/shop?ev=40');
  const sentence = page.locator('.replay-sentence > span');
  const size = () => sentence.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const before = await size();
  await page.getByRole('button', { name: 'Lecture' }).click();
  expect(await size()).toBeGreaterThan(before * 1.4);
});
