// A reply in full: its text, its octets, what its flags mean, and the command to ask again.
import { expect, test } from '@playwright/test';
import { traceInLab, untilComplete } from './journey.ts';

test('what is pointed at in the text of a reply is lit up in its octets, and the other way round', async ({
  page,
}) => {
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  await page.getByRole('button', { name: /Lame: refused/ }).click();
  const aside = page.getByRole('complementary');
  await expect(aside.getByTitle(/^qr: this is a response/)).toBeVisible();
  await aside.getByRole('button', { name: 'Hex', exact: true }).click();
  const text = aside.getByLabel('The reply as dig prints it');
  const octets = aside.getByLabel('The octets of the reply');

  await text.locator('[data-part-of="question"]').hover();
  await expect(octets.locator('.is-lit').first()).toHaveAttribute('data-part-of', 'question');
  await octets.locator('[data-part-of="header"]').first().hover();
  await expect(text.locator('.is-lit').first()).toContainText('status: REFUSED');

  // By keyboard: arrows go through the parts.
  await page.mouse.move(0, 0);
  await text.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(octets.locator('.is-lit').first()).toHaveAttribute('data-part-of', 'question');

  await expect(aside.getByRole('button', { name: 'Copy hex' })).toBeVisible();
  await expect(aside.getByText(/^dig \+norec .*@203\.0\.113\.13 /).first()).toBeVisible();
});
