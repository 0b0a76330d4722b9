// The keys that change what is seen of a trace: cards unfolded, only what is wrong, the records.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph } from './journey.ts';

test('x names all servers of the selected card, then of none; Space and a double click do so too', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await page.goto('/gallery/shop');
  const root = graph(page).getByRole('group', { name: /^zone root/ });
  const named = root.getByText('a.root-servers.test', { exact: true });
  await expect(root).toBeVisible();
  await expect(named).toBeHidden();
  const height = (await root.boundingBox())!.height;

  await page.locator('body').press('x');
  await expect(named).toBeVisible();
  expect((await root.boundingBox())!.height).toBeGreaterThan(height);
  await page.locator('body').press('x');
  await expect(named).toBeHidden();

  await root.focus();
  await page.keyboard.press('Space');
  await expect(named).toBeVisible();
  await expect(page).not.toHaveURL(/sel=/);
  await page.keyboard.press('x');
  await expect(named).toBeHidden();

  await root.dblclick({ position: { x: 12, y: 12 } });
  await expect(named).toBeVisible();
  expect(complaints).toEqual([]);
});

test('e leaves only what is wrong, in the picture and in the outline, and the address says so', async ({
  page,
}) => {
  await page.goto('/gallery/lame-refused');
  await expect(graph(page).getByRole('group', { name: /^zone lame-refused\.test/ })).toBeVisible();
  const row = page.getByRole('row');
  await page.locator('body').press('o');
  await expect(row.first()).toBeVisible();
  const rows = await row.count();
  await page.locator('body').press('e');
  await expect(page).toHaveURL(/only=problems/);
  await expect(page.getByRole('button', { name: 'Only problems' })).toHaveAttribute('aria-pressed', 'true');
  expect(await row.count()).toBeLessThan(rows);
  await expect(page.getByRole('row', { name: /ns3\.lame-refused\.test/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /ns1\.lame-refused\.test/ })).toBeHidden();
  await page.locator('body').press('e');
  await expect(page).not.toHaveURL(/only=/);

  // Where nothing is wrong there is nothing to leave out.
  await page.goto('/gallery/healthy?only=problems');
  await expect(graph(page).getByRole('group', { name: /^zone healthy\.test/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Only problems' })).toBeHidden();
});

test('r goes to the records, which are filtered and lead to who said them', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/gallery/lame-refused');
  await expect(page.getByRole('tab', { name: 'Records' })).toBeVisible();
  await page.locator('body').press('r');
  const records = page.getByRole('region', { name: 'Records', exact: true });
  await expect(records).toBeFocused();
  await expect(page).toHaveURL(/dock=records/);
  await expect(records.getByRole('table', { name: 'said by the servers of the root' })).toBeVisible();

  await records.getByRole('searchbox').fill('www.lame-refused.test A 192');
  const row = records.getByRole('row', { name: /^www\.lame-refused\.test A/ });
  await expect(row).toHaveCount(1);
  // While typing, letters are letters.
  await records.getByRole('searchbox').press('e');
  await expect(page).not.toHaveURL(/only=/);
  await records.getByRole('searchbox').fill('www.lame-refused.test A');
  await row
    .first()
    .getByText(/addresses$/)
    .click();
  await row
    .first()
    .getByRole('button', { name: /^ns1\.lame-refused\.test/ })
    .first()
    .click();
  await expect(page).toHaveURL(/sel=hop/);
  await expect(page.locator('.inspector')).toContainText('status: NOERROR');

  await page.locator('body').press('t');
  await expect(page.getByRole('region', { name: 'Queries' })).toBeFocused();
  await expect(page).not.toHaveURL(/dock=/);
  expect(complaints).toEqual([]);
});
