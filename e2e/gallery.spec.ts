// The empty page: somebody who knows no broken domain still finds one to look at.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, untilComplete } from './journey.ts';

test('the gallery offers at least twenty scenarios, and a click traces one', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Type a name.');
  const tiles = page.getByRole('region', { name: 'Or look at one from the lab' }).getByRole('listitem');
  await expect(tiles.first()).toBeVisible();
  expect(await tiles.count()).toBeGreaterThanOrEqual(20);

  await tiles.filter({ hasText: 'www.shop.test' }).getByRole('button').click();
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /^www\.shop\.test resolves to 192\.0\.2\.80, but ns3\.shop-dns\.example \(203\.0\.113\.63\) does not serve shop\.test \(and 1 more fault\); the operator of ns3/,
  );
  for (const label of ['CNAME 1', 'CNAME 2'])
    await expect(graph(page).getByText(label, { exact: true })).toBeVisible();
  await expect(graph(page).getByText(/^glue missing/)).toBeVisible();
  expect(complaints).toEqual([]);
});
