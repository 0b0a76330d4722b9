// The picture from afar and from near: what each card says changes with the zoom, and nothing moves.
import { type Page, expect, test } from '@playwright/test';
import { complaintsOf, graph } from './journey.ts';

test('from afar there are names and signs, from near the addresses and their times', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/gallery/lame-refused');
  const zone = graph(page).getByRole('group', { name: /^zone lame-refused\.test/ });
  await expect(zone).toBeVisible();
  const rows = graph(page).getByRole('button', { name: /LAME refused/ });
  await expect(rows).toBeVisible();
  const places = await cardPlaces(page);

  await rows.focus();
  for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('-');
  await expect(rows).toBeHidden();
  const far = graph(page).getByRole('button', { name: /^zone lame-refused\.test/ });
  await expect(far).toHaveText(/lame-refused\.\s*test$/);
  // The row that had the focus has gone; its card has it.
  await expect(far).toBeFocused();
  expect(await cardPlaces(page)).toEqual(places);
  await page.keyboard.press('ArrowLeft');
  await expect(graph(page).getByRole('button', { name: /^zone test/ })).toBeFocused();

  for (let presses = 0; presses < 8; presses += 1) await page.keyboard.press('+');
  const address = graph(page).getByRole('button', { name: /^[a-m]\.root-servers\.test 198\.51\.100\.1,/ });
  await expect(address.locator('text')).toHaveText(['198.51.100.1', /^\d+ ms$/]);
  expect(await cardPlaces(page)).toEqual(places);

  await page.keyboard.press('0');
  await expect(rows).toBeVisible();
  await expect(address.locator('text')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

/** Where each card is in the picture, whatever the zoom. */
function cardPlaces(page: Page): Promise<(string | null)[][]> {
  return graph(page).evaluate((svg) =>
    [...svg.querySelectorAll(':is(.zone, .lookup)')].map((card) => [
      card.getAttribute('data-part'),
      card.getAttribute('transform'),
    ]),
  );
}

test('the pointer moves the picture and, with Ctrl held, the wheel scales it', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/gallery/healthy');
  await expect(graph(page).getByRole('group', { name: /^zone root/ })).toBeVisible();
  // What stands around the picture comes after it, and leaves it some pixels more or less.
  await expect(page.getByRole('tab', { name: 'Timeline' })).toBeVisible();
  await expect(page.getByText('What resolvers experience')).toBeVisible();
  await page.keyboard.press('0');
  const held = () => graph(page).evaluate((svg) => svg.querySelector('.diagram')!.getAttribute('transform')!);
  const fitted = await held();
  const { x, y, width, height } = (await page.locator('.graph-canvas').boundingBox())!;
  const [middleX, lower] = [x + width / 2, y + height * 0.8];

  await page.mouse.move(middleX, lower);
  await page.mouse.down();
  await page.mouse.move(middleX + 40, lower + 30, { steps: 4 });
  await page.mouse.up();
  const moved = await held();
  expect(moved).not.toBe(fitted);
  expect(scaleOf(moved)).toBe(scaleOf(fitted));

  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await expect.poll(async () => scaleOf(await held())).toBeGreaterThan(scaleOf(fitted));
  await page.keyboard.press('0');
  await expect.poll(held).toBe(fitted);
  expect(complaints).toEqual([]);
});

/** The zoom in a transform. */
function scaleOf(transform: string): number {
  return Number(/scale\(([\d.]+)/.exec(transform)![1]);
}
