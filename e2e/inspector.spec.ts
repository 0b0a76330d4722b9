// What the inspector says of a zone and of an alias, and what can be done from there.
import { expect, test } from '@playwright/test';
import { traceInLab, untilComplete } from './journey.ts';

test('a zone says where its name servers are named, which version they hold, and goes along as text', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/gallery/shop?sel=zone:shop.test');
  const inspector = page.locator('.inspector');
  const servers = inspector.locator('.servers > li');
  await expect(servers.filter({ hasText: 'ns1.shop.test' })).toContainText('in-domain');
  await expect(servers.filter({ hasText: 'ns3.shop-dns.example' })).toContainText('unrelated');
  await expect(inspector).toContainText(/serial \d+/);
  await expect(inspector).toContainText(
    /A resolver that asked at the time of this trace keeps what the parent says until/,
  );

  await inspector.getByRole('button', { name: 'Copy the NS set' }).click();
  await expect(inspector.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toContainEqual(
    expect.stringMatching(/^shop\.test\. \d+ IN NS ns1\.shop\.test\.$/),
  );

  await inspector.getByRole('link', { name: 'Trace this zone' }).click();
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/shop\.test$/);
  await untilComplete(page);
  await expect(page.getByRole('combobox', { name: 'Type' })).toHaveValue('NS');
});

test('servers of different versions are told apart', async ({ page }) => {
  await page.goto('/gallery/behind?sel=zone:behind.test');
  await expect(page.locator('.inspector .serials li')).toHaveCount(2);
  await expect(page.locator('.inspector')).toContainText('2 versions');
});

test('an alias has its place in the chain, and the chain its shortest life', async ({ page }) => {
  await page.goto('/gallery/shop?sel=lookup:0');
  const inspector = page.locator('.inspector');
  await expect(inspector).toContainText('www.shop.test CNAME shop.edge.example, TTL 5 min (300)');
  await expect(inspector).toContainText('number 1 of 2 in the chain; all of it is kept for 1 min (60)');
  await expect(inspector).toContainText('the target is outside of the zone');
});

test('each record of a reply says what was made of it', async ({ page }) => {
  await page.goto('/gallery/shop?sel=delegation:test:shop.test');
  await page.locator('.inspector .exchange > summary').click();
  const reply = page.getByLabel('The reply as dig prints it');
  await expect(reply.locator('[data-use="referral"]').first()).toContainText('NS');
  await expect(reply.locator('[data-use="glue"]').first()).toContainText('ns1.shop.test');
  await expect(reply.locator('[data-use="glue"]').first()).toHaveAttribute(
    'title',
    /the address of one of these/,
  );
});

test('a name of A-labels stands beside the name that people read', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.bücher.test');
  await untilComplete(page);
  await page.goto(`${page.url()}?sel=lookup:0`);
  const head = page.locator('.inspector .panel-head');
  await expect(head).toContainText('www.xn--bcher-kva.test A');
  await expect(head).toContainText('www.bücher.test');
});
