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
  await inspector.getByText('4 addresses').click();
  await inspector.getByRole('button', { name: /^ns4\.shop-dns\.example/ }).click();
  await expect(page).toHaveURL(/sel=hop/);
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

test('the tab is a part of the address, and stays where what is selected next has it', async ({ page }) => {
  await page.goto('/gallery/shop?sel=zone:shop.test');
  const inspector = page.locator('.inspector');
  const tab = (name: string) => inspector.getByRole('tab', { name, exact: true });
  await expect(tab('Summary')).toHaveAttribute('aria-selected', 'true');
  await expect(page).not.toHaveURL(/tab=/);

  await tab('Packets').click();
  await expect(page).toHaveURL(/tab=packets/);
  // The server at fault is unfolded, the others are not.
  const server = inspector.locator('.packet-group', { hasText: '203.0.113.63' });
  await expect(server.locator('.exchange')).toHaveCount(2);
  await page.reload();
  await expect(tab('Packets')).toHaveAttribute('aria-selected', 'true');

  await page.getByRole('button', { name: /Lame: refused/ }).click();
  await expect(page).toHaveURL(/sel=finding/);
  await expect(tab('Packets')).toHaveAttribute('aria-selected', 'true');
  await tab('Explain').click();
  await expect(inspector).toContainText('CN01_UNEXPECTED_RCODE_SOA_QUERY_UDP');
  await expect(inspector).toContainText('Who runs the name servers');

  // A finding has no records: nothing is empty, the summary is there.
  await page.goto('/gallery/shop?sel=finding:1&tab=records');
  await expect(tab('Summary')).toHaveAttribute('aria-selected', 'true');
  await expect(tab('Records')).toHaveCount(0);

  await page.goto('/gallery/shop?sel=zone:shop.test&tab=explain');
  await expect(inspector).toContainText('test delegates shop.test to 4 name servers');
  await page.locator('body').press('Escape');
  await expect(page).not.toHaveURL(/sel=|tab=/);
});

test('a lame server says at once that it is lame, with the proof and the command', async ({ page }) => {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await page.goto('/gallery/shop?sel=address:shop.test:203.0.113.63');
    const inspector = page.locator('.inspector');
    await expect(inspector.getByText('Authoritative for shop.test: no, REFUSED')).toBeInViewport();
    await expect(inspector.getByRole('button', { name: 'Copy dig' }).first()).toBeInViewport();
    await expect(inspector.locator('.exchange').first()).toContainText('shop.test SOA');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test('tabs are gone through by arrows, and each kind of thing has those it can fill', async ({ page }) => {
  const kinds = {
    'zone:shop.test': ['Summary', 'Records', 'Packets', 'Explain'],
    'address:shop.test:203.0.113.61': ['Summary', 'Records', 'Packets', 'Explain'],
    // It only refused: there is no record.
    'address:shop.test:203.0.113.63': ['Summary', 'Packets', 'Explain'],
    'name-server:shop.test:ns2.shop.test': ['Summary', 'Records', 'Packets', 'Explain'],
    'delegation:test:shop.test': ['Summary', 'Records', 'Packets', 'Explain'],
    'lookup:0': ['Summary', 'Records', 'Packets', 'Explain'],
    'hop:14': ['Summary', 'Records', 'Packets', 'Explain'],
    'finding:1': ['Summary', 'Packets', 'Explain'],
  };
  for (const [selection, titles] of Object.entries(kinds)) {
    await page.goto(`/gallery/shop?sel=${selection}`);
    const tabs = page.locator('.inspector').getByRole('tab');
    await expect(tabs, selection).toHaveText(titles);
    await tabs.first().focus();
    for (const title of titles.slice(1)) {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('tabpanel', { name: title, exact: true }), selection).not.toBeEmpty();
    }
  }
});

test('the records of a zone say who said them', async ({ page }) => {
  await page.goto('/gallery/shop?sel=zone:shop.test&tab=records');
  const inspector = page.locator('.inspector');
  await expect(inspector.getByRole('heading', { name: 'Said by the servers of test' })).toBeVisible();
  const soa = inspector.locator('.record-set', { hasText: 'SOA' }).first();
  await soa.getByText('4 addresses').click();
  await soa
    .getByRole('button', { name: /^ns1\.shop\.test/ })
    .first()
    .click();
  await expect(page).toHaveURL(/sel=hop:\d+&tab=records|tab=records&sel=hop:\d+/);
  await expect(inspector).toContainText('Answer');
});

test('the reverse name of a server is a trace away', async ({ page }) => {
  await page.goto('/gallery/shop?sel=address:shop.test:203.0.113.63');
  await page.getByRole('link', { name: 'Trace it', exact: true }).click();
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/63\.113\.0\.203\.in-addr\.arpa/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('63.113.0.203.in-addr.arpa');
});
