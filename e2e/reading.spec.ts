// Read by everybody: with the keyboard alone, and on a phone. What assistive technology finds is in access.spec.ts.
import { expect, test } from '@playwright/test';
import { graph, traceInLab, untilComplete } from './journey.ts';

test('the keyboard alone traces a name and opens the finding', async ({ page }) => {
  await page.goto('/');
  // The empty page begins in the field.
  await page.keyboard.type('www.lame-servfail.test');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Lab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilComplete(page);
  await page.locator('body').press('n');
  await expect(page.getByRole('complementary')).toContainText('Partially lame delegation');
  await page.locator('body').press('n');
  await expect(page.getByRole('complementary')).toContainText('status: SERVFAIL');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('complementary')).not.toContainText('status: SERVFAIL');
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Name to trace' })).toBeFocused();
});

test('the keyboard alone finds the lame server and copies its dig line', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  await page.keyboard.type('www.lame-refused.test');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Lab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilComplete(page);
  await expect(page.getByRole('button', { name: /Lame: refused/ })).toBeVisible();
  await page.locator('body').press('n');
  await page.locator('body').press('n');
  const aside = page.getByRole('complementary');
  await expect(aside).toContainText('status: REFUSED');
  await page.locator('body').press('i');
  const copy = aside.getByRole('button', { name: 'Copy dig' }).first();
  for (let presses = 0; presses < 20; presses += 1) {
    if (await copy.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press('Tab');
  }
  await expect(copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(aside.getByRole('button', { name: 'Copied' })).toBeVisible();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  expect(line).toMatch(/^dig \+norec .*@203\.0\.113\.13 /);
});

test('the palette and the table of keys say what can be done, and single letters can be switched off', async ({
  page,
}) => {
  await page.goto('/gallery/lame-refused');
  await expect(graph(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('outl');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treegrid')).toBeVisible();
  await page.locator('body').press('g');
  await expect(graph(page)).toBeVisible();

  await page.locator('body').press('?');
  const table = page.getByRole('dialog', { name: 'Keys' });
  await expect(table.getByText('Next finding', { exact: true })).toBeVisible();
  await table.getByRole('checkbox', { name: 'Single letters are commands' }).uncheck();
  await page.keyboard.press('Escape');
  await expect(table).toBeHidden();
  await page.locator('body').press('o');
  await page.locator('body').press('n');
  await expect(graph(page)).toBeVisible();
  await expect(page).not.toHaveURL(/sel=/);
  // What is no letter still works.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeVisible();
});

test('the arrow up recalls the names traced before', async ({ page }) => {
  await page.goto('/');
  for (const name of ['www.healthy.test', 'www.single.test']) {
    await traceInLab(page, name);
    await expect(page).toHaveURL(new RegExp(`/${name}$`));
    await untilComplete(page);
  }
  await page.goto('/');
  const field = page.getByRole('textbox', { name: 'Name to trace' });
  await field.press('ArrowUp');
  await expect(field).toHaveValue('www.single.test');
  await field.press('ArrowUp');
  await expect(field).toHaveValue('www.healthy.test');
  await field.press('ArrowDown');
  await expect(field).toHaveValue('www.single.test');
  await expect(page.getByRole('region', { name: 'Opened before' }).getByRole('link')).toHaveCount(2);
});

test('the side is made wider by keys, and stays so', async ({ page }) => {
  await page.goto('/gallery/healthy');
  const side = page.getByRole('complementary');
  await expect(side).toBeVisible();
  const before = (await side.boundingBox())!.width;
  const edge = page.getByRole('separator', { name: 'Width of the side' });
  await edge.press('ArrowLeft');
  await edge.press('ArrowLeft');
  await expect.poll(async () => (await side.boundingBox())!.width).toBeGreaterThan(before + 40);
  await page.reload();
  await expect.poll(async () => (await side.boundingBox())?.width).toBeGreaterThan(before + 40);
});

test('on a phone the outline comes first and nothing is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/');
  await traceInLab(page, 'www.shop.test');
  await untilComplete(page);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await expect(graph(page)).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'Graph' }).click();
  await expect(graph(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  // There the tree runs from top to bottom, and the arrow keys with it.
  const cards = ['zone root', 'zone test', 'zone shop.test', 'www.shop.test'].map((name) =>
    graph(page)
      .getByRole(name.startsWith('zone') ? 'group' : 'button', { name: new RegExp(`^${name}`) })
      .first(),
  );
  const boxes = await Promise.all(cards.map(async (card) => (await card.boundingBox())!));
  boxes.slice(1).forEach((box, index) => {
    expect(box.y).toBeGreaterThan(boxes[index]!.y + boxes[index]!.height);
    expect(Math.abs(box.x - boxes[index]!.x)).toBeLessThan(4);
  });
  await cards[0]!.focus();
  await page.keyboard.press('ArrowDown');
  await expect(cards[1]!).toBeFocused();
});
