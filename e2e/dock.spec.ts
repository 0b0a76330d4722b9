import { expect, test } from '@playwright/test';

test('the log tells every event as a sentence, and one that is chosen is the moment shown', async ({
  page,
}) => {
  await page.goto('/gallery/shop?dock=log');
  const log = page.getByRole('region', { name: 'Log' });
  await expect(log.getByRole('status')).toHaveText(/^\d{3} events$/);
  await log.getByRole('searchbox', { name: 'Filter the log' }).fill('refers us to 4 servers of shop.test');
  await expect(log.getByRole('status')).toHaveText(/^\d+ events? of \d{3}$/);
  const line = log.getByRole('listitem').first().getByRole('button');
  const [number] = (await line.innerText()).split('\n');
  await line.click();
  await expect(line).toHaveAttribute('aria-current', 'step');
  await expect(page).toHaveURL(new RegExp(`[?&]ev=${number}(&|$)`));
  await expect(page.getByRole('button', { name: 'End the replay' })).toBeVisible();
});

test('the text is that of the file, and is copied whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/gallery/shop');
  await page.getByRole('tab', { name: 'Text' }).click();
  await expect(page).toHaveURL(/[?&]dock=text/);
  const text = page.getByRole('region', { name: 'Text' });
  await expect(text).toContainText(';; VERDICT:');
  await expect(text).toContainText('ns3.shop-dns.example');
  await text.getByRole('button', { name: 'Copy the text' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await text.locator('pre').textContent());
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page).not.toHaveURL(/dock=/);
});
