// Read by everybody: with the keyboard alone, on a phone, in the dark, and by assistive technology.
import { AxeBuilder } from '@axe-core/playwright';
import { type Page, expect, test } from '@playwright/test';
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
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`assistive technology finds nothing to object to, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await expect(page.getByRole('listitem').first()).toBeVisible();
    expect(await objectionsTo(page)).toEqual([]);
    await traceInLab(page, 'www.missing-glue.test');
    await untilComplete(page);
    expect(await objectionsTo(page)).toEqual([]);
  });
}

/** What axe objects to, as `rule: element`. One rule is left out: it reads the lines of an SVG card as one word without
 *  spaces, and then misses that word in the card's name. */
async function objectionsTo(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules(['label-content-name-mismatch'])
    .analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
