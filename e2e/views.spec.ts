// The same journey on every width and in both themes: nothing is cut off, nothing is wider than the screen.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph } from './journey.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
  // A laptop at 200 %.
  { width: 720, height: 450 },
];

for (const size of SIZES) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`${size.width} pixels, ${colorScheme}: from the gallery to the octets of the refusal, and back in time`, async ({
      page,
    }) => {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme });
      const complaints = complaintsOf(page);
      const expectNoOverflow = async () =>
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width);

      await page.goto('/');
      await expect(page.getByRole('listitem').first()).toBeVisible();
      await expectNoOverflow();
      await page.getByRole('link', { name: /One server refuses/ }).click();

      // 1, the picture, or first the outline where there is no room for it.
      if (size.width < 600) {
        await expect(page.getByRole('treegrid')).toBeVisible();
        await page.getByRole('button', { name: 'Graph' }).click();
      }
      await expect(graph(page).getByRole('button', { name: /LAME refused/ })).toBeVisible();
      await expectNoOverflow();

      // 2 and 3, a finding and what proves it.
      await page.getByRole('button', { name: /Lame: refused/ }).click();
      await expect(page).toHaveURL(/sel=finding/);
      const inspector = page.locator('.inspector');
      await expect(inspector).toBeInViewport();
      await expect(inspector).toContainText('status: REFUSED');
      await inspector.getByRole('button', { name: 'Hex', exact: true }).click();
      await expect(inspector.getByLabel('The octets of the reply')).toBeVisible();
      await expectNoOverflow();
      await page.keyboard.press('Escape');
      await expect(page).not.toHaveURL(/sel=/);

      // 4, back in time.
      await page.getByRole('slider', { name: 'Event' }).fill('3');
      await expect(page).toHaveURL(/ev=3/);
      await expect(graph(page).getByRole('group', { name: /^zone / })).toHaveCount(1);
      await page.getByRole('button', { name: 'End the replay' }).click();
      await expectNoOverflow();

      // 5, the outline says the same.
      await page.getByRole('button', { name: 'Outline' }).click();
      const row = page.getByRole('row', { name: /ns3\.lame-refused\.test/ });
      await expect(row).toContainText('Lame: refused');
      await expectNoOverflow();
      expect(complaints).toEqual([]);
    });
  }
}

test('colours of the system and no motion leave every mark to be seen', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await page.goto('/gallery/lame-refused');
  await expect(graph(page).getByRole('button', { name: /LAME refused/ })).toBeVisible();
  const pill = page.getByRole('button', { name: /\d errors/ });
  expect(await pill.evaluate((element) => getComputedStyle(element).borderTopStyle)).toBe('solid');
  const running = await page.evaluate(() => document.getAnimations().length);
  expect(running).toBe(0);
});

test('an address may say the theme, and the choice of whoever looks stays what it was', async ({ page }) => {
  await page.goto('/gallery/shop?theme=dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('/gallery/shop');
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', 'dark');
});
