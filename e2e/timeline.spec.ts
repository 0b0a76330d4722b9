// The timeline: each try as it was, the path to the answer, and a way through all queries and all of their time.
import { type Page, expect, test } from '@playwright/test';
import { complaintsOf } from './journey.ts';

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
    /sent 1 Jan 2026 \d\d:\d\d:\d\d\.\d{3} UTC$/,
  );
});

test('all queries are searched, and put in order', async ({ page }) => {
  await page.goto('/gallery/lame-timeout');
  const rows = page.locator('.timeline-row');
  await page.getByRole('button', { name: 'All queries', exact: true }).click();
  const order = page.getByRole('combobox', { name: 'Order of the queries' });
  await order.selectOption('duration');
  await expect(rows.first()).toContainText('ns2.lame-timeout.test');
  // What was never answered has no round trip.
  await order.selectOption('round-trip');
  await expect(rows.first()).not.toContainText('ns2.lame-timeout.test');
  await page.getByRole('searchbox', { name: 'Search the queries' }).fill('lame-timeout soa');
  await expect(page.getByText(/^\d+ queries of \d+$/)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the queries' }).fill('nothing at all');
  await expect(page.getByText('None of them fits the search.')).toBeVisible();
  await page.getByRole('button', { name: 'All queries', exact: true }).click();
  await expect(rows.first()).toContainText('root-servers.test');
});

for (const [device, width] of [
  ['a desktop', 1440],
  ['a phone', 390],
] as const) {
  test.describe(`on ${device}`, () => {
    test.use({ viewport: { width, height: 900 } });

    test('of many queries the healthy ones are folded, and by keys all can be reached', async ({ page }) => {
      const complaints = complaintsOf(page);
      await allQueries(page, '/gallery/shop');
      const queries = timeline(page);
      const root = queries.getByRole('button', { name: /^\. \d+ queries, all answered$/ });
      await expect(root).toHaveAttribute('aria-expanded', 'false');
      const lame = queries.getByRole('button', { name: /^ns3\.shop-dns\.example .* Lame: refused$/ });
      await expect(lame).toHaveAttribute('aria-expanded', 'true');
      await expect(queries.getByRole('button', { name: /^www\.shop\.test A REFUSED/ })).toBeVisible();

      await root.focus();
      await page.keyboard.press('Enter');
      await expect(root).toHaveAttribute('aria-expanded', 'true');
      await page.keyboard.press('ArrowDown');
      const server = queries.getByRole('button', { name: /^a\.root-servers\.test 198/ });
      await expect(server).toBeFocused();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await expect(queries.getByRole('button', { name: /^www\.shop\.test A 18 ms/ }).first()).toBeFocused();

      await page.getByRole('button', { name: 'Fold all', exact: true }).click();
      await expect(lame).toBeHidden();
      await expect(
        queries.getByRole('button', { name: /^shop\.test \d+ queries, Lame: refused at 1 of 5 addresses$/ }),
      ).toBeVisible();
      await expect(page.locator('.timeline-minimap')).toHaveCount(0);
      await page.getByRole('button', { name: 'Unfold all', exact: true }).click();
      await expect(page.locator('.timeline-minimap')).toBeVisible();
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    });

    test('a long list has an overview, and a click in it goes there', async ({ page }) => {
      await allQueries(page, '/gallery/shop');
      await page.getByRole('button', { name: 'Unfold all', exact: true }).click();
      const overview = page.locator('.timeline-minimap');
      const first = timeline(page).getByRole('button', { name: /^\. \d+ queries/ });
      await expect(first).toBeVisible();
      // Only what is in view is drawn, and a little more.
      expect(await page.locator('.timeline-row').count()).toBeLessThan(60);
      const { height } = (await overview.boundingBox())!;
      await overview.click({ position: { x: 10, y: height - 2 } });
      await expect(first).toBeHidden();
      const viewed = (await page.locator('.timeline-viewed').boundingBox())!;
      const whole = (await overview.boundingBox())!;
      expect(viewed.y + viewed.height).toBeGreaterThan(whole.y + whole.height - 4);
    });

    test('a drag over the axis shows that span alone, and one button the whole time again', async ({
      page,
    }) => {
      await allQueries(page, '/gallery/shop');
      const axis = page.locator('.timeline-axis');
      await axis.scrollIntoViewIfNeeded();
      const before = await axis.textContent();
      const { x, y, width: axisWidth, height } = (await axis.boundingBox())!;
      await page.mouse.move(x + axisWidth * 0.1, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + axisWidth * 0.3, y + height / 2, { steps: 5 });
      await page.mouse.up();
      const whole = page.getByRole('button', { name: 'Whole time' });
      await expect(whole).toBeVisible();
      await expect(axis).not.toHaveText(before!);
      await page.mouse.move(0, 0);
      const zoomed = await axis.textContent();

      // By keys: later, and back to the whole.
      await timeline(page).focus();
      await page.keyboard.press('ArrowRight');
      await expect(axis).not.toHaveText(zoomed!);
      await whole.focus();
      await page.keyboard.press('Enter');
      await expect(whole).toHaveCount(0);
      await expect(axis).toHaveText(before!);
    });
  });
}

test('the wheel with Ctrl zooms about the pointer, on either scale', async ({ page }) => {
  await page.goto('/gallery/shop');
  const logarithmic = page.getByRole('button', { name: 'Logarithmic' });
  await expect(logarithmic).toHaveAttribute('aria-pressed', 'true');
  const axis = page.locator('.timeline-axis');
  const pointed = page.locator('.timeline-pointed');
  for (const scale of ['logarithmic', 'linear']) {
    if (scale === 'linear') await logarithmic.click();
    const { x, y, width } = (await axis.boundingBox())!;
    await page.mouse.move(x + width / 4, y + 10);
    await expect(pointed).toContainText(/^\d+ ms · 1 Jan 2026 00:00:00\.\d{3} UTC$/);
    const words = await pointed.textContent();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    await expect(page.getByRole('button', { name: 'Whole time' })).toBeVisible();
    await expect(pointed).toHaveText(words!);
    await page.getByRole('button', { name: 'Whole time' }).click();
  }
});

test('times that differ little have a linear axis, and no switch', async ({ page }) => {
  await page.goto('/gallery/truncated');
  await expect(page.locator('.timeline-row').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Logarithmic' })).toHaveCount(0);
});

test('an arrow leads from what a query waited for, below the pointer and at the focus', async ({ page }) => {
  await page.goto('/gallery/shop');
  const arrow = page.locator('.timeline-arrow');
  const rows = page.locator('.timeline-row');
  await rows.first().hover();
  await expect(arrow).toHaveCount(0);
  const referred = page.locator('.timeline-row', { hasText: 'referred to this zone' }).first();
  await referred.hover();
  await expect(arrow).toHaveClass(/of-referral/);
  await page.mouse.move(0, 0);
  await expect(arrow).toHaveCount(0);
  await referred.focus();
  await expect(arrow).toHaveClass(/of-referral/);
  await page.locator('.timeline-row', { hasText: 'is an alias' }).first().focus();
  await expect(arrow).toHaveClass(/of-alias/);
});

test('a query that is selected elsewhere is unfolded, and scrolled to', async ({ page }) => {
  await page.goto('/gallery/shop?sel=hop:140');
  await page.getByRole('button', { name: 'All queries', exact: true }).click();
  await expect(page.locator('.timeline-row[aria-pressed="true"]')).toBeInViewport();
});

test('a lecture has letters for the last row', async ({ page }) => {
  await page.goto('/gallery/shop?ev=40');
  const sentence = page.locator('.replay-sentence > span');
  const size = () => sentence.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const before = await size();
  await page.getByRole('button', { name: 'Lecture' }).click();
  expect(await size()).toBeGreaterThan(before * 1.4);
});

function timeline(page: Page) {
  return page.getByRole('region', { name: 'Queries' });
}

async function allQueries(page: Page, address: string) {
  await page.goto(address);
  await page.getByRole('button', { name: 'All queries', exact: true }).click();
  await expect(timeline(page)).toBeVisible();
}
