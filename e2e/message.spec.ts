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

test('a flag tells its meaning to the mouse, the keyboard and the finger', async ({ page, browser }) => {
  await page.goto('/gallery/lame-refused?sel=finding:1');
  const flag = page.locator('.inspector').getByRole('button', { name: 'qr', exact: true });
  const meaning = page.getByText('qr: this is a response');
  await flag.hover();
  await expect(meaning).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(meaning).toHaveCount(0);

  await flag.focus();
  await page.keyboard.press('Enter');
  await expect(meaning).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(meaning).toHaveCount(0);
  await expect(page, 'the key closes what it opened, and no more').toHaveURL(/sel=finding:1/);

  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const small = await phone.newPage();
  await small.goto('/gallery/lame-refused?sel=finding:1');
  await small.locator('.inspector').getByRole('button', { name: 'qr', exact: true }).tap();
  await expect(small.getByText('qr: this is a response')).toBeInViewport();
  await phone.close();
});

test('a query goes along as text, as octets, and in the JSON of RFC 8427', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/gallery/lame-refused?sel=finding:1');
  const inspector = page.locator('.inspector');
  const copied = async (name: string) => {
    await inspector.getByRole('button', { name, exact: true }).click();
    await expect(inspector.getByRole('button', { name: 'Copied' })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    await expect(inspector.getByRole('button', { name: 'Copied' })).toHaveCount(0);
    return text;
  };
  expect(await copied('Copy text')).toMatch(/^;; ->>HEADER<<- opcode: QUERY, status: REFUSED/);
  const hex = await copied('Copy hex');
  expect(hex).toMatch(/^[0-9a-f]{24,}$/);
  const pair = JSON.parse(await copied('Copy RFC 8427 JSON')) as Record<string, Record<string, unknown>>;
  expect(pair['queryMessage']).toMatchObject({ QR: 0, QNAME: 'lame-refused.test.' });
  expect(pair['responseMessage']).toMatchObject({ QR: 1, RCODE: 5 });
  expect(String(pair['responseMessage']?.['messageOctetsHEX']).toLowerCase()).toBe(hex);
});
