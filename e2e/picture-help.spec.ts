// What helps to read the picture: its legend, the way back to following it, and the lines to a server that is selected.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, traceSlowly } from './journey.ts';

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`the legend says what is in the picture, by button and by key, at ${width} px`, async ({ page }) => {
    const complaints = complaintsOf(page);
    await page.setViewportSize({ width, height });
    await page.goto('/gallery/shop?view=graph');
    const button = page.getByRole('button', { name: 'What the lines and signs mean' });
    await button.click();
    const legend = page.getByRole('dialog', { name: 'In this picture' });
    await expect(legend.getByRole('listitem')).toContainText(['round: an IPv4 address', 'has an error']);
    await expect(legend.getByText('glue is missing')).toBeVisible();
    await expect(legend.getByText('no such name')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(legend).toHaveCount(0);
    await expect(button).toBeFocused();
    await page.keyboard.press('l');
    await expect(legend).toBeVisible();
    await legend.getByRole('button', { name: 'Close the legend' }).click();
    await expect(legend).toHaveCount(0);
    expect(complaints).toEqual([]);
  });
}

test('a picture that was moved while it grows is followed again on demand, and not before', async ({
  page,
}) => {
  await traceSlowly(page);
  await expect(graph(page).getByRole('group', { name: /^zone lame-timeout\.test/ })).toBeVisible();
  const follow = page.getByRole('button', { name: 'Follow' });
  await expect(follow).toHaveCount(0);
  await page.keyboard.press('-');
  await expect(follow).toBeVisible();
  const moved = await graph(page).locator('g.diagram').getAttribute('transform');
  await expect(page.getByText(/still out|complete after/).first()).toBeVisible();
  expect(await graph(page).locator('g.diagram').getAttribute('transform')).toBe(moved);
  await follow.click();
  await expect(follow).toHaveCount(0);
  expect(await graph(page).locator('g.diagram').getAttribute('transform')).not.toBe(moved);
});

test('the way to the answer is laid under the picture, with the times of its queries', async ({ page }) => {
  await page.goto('/gallery/shop?view=graph');
  const ways = graph(page).locator('.way');
  await expect(graph(page).getByRole('button', { name: /LAME refused/ })).toBeVisible();
  await expect(ways).toHaveCount(0);
  await page.keyboard.press('w');
  // Two TLDs, three domains, and the answers of three names.
  await expect(ways).toHaveCount(8);
  await expect(ways.first().locator('text')).toHaveText(/^\d+ ms$/);
  await page.getByRole('button', { name: 'The way to the answer' }).click();
  await expect(ways).toHaveCount(0);
});

test('lines lead from the servers of the zone above to the one that is selected', async ({ page }) => {
  await page.goto('/gallery/shop?view=graph');
  const told = graph(page).locator('.told .line--told');
  await graph(page)
    .getByRole('button', { name: /LAME refused/ })
    .click();
  await expect(told).toHaveCount(12);
  await page.keyboard.press('Escape');
  await expect(told).toHaveCount(0);
});
