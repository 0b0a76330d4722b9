// Without the network: the page, its gallery and the traces that were opened are still there; a live trace is not.
import { expect, test } from '@playwright/test';
import { breakableLine } from './breakable-line.ts';
import { graph, pictureOf, traceInLab, untilComplete } from './journey.ts';

test.use({ serviceWorkers: 'allow' });

test('what was opened opens again without the network', async ({ page, context, baseURL }) => {
  const line = await breakableLine(new URL(baseURL!));
  await page.goto(line.url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  // Opened by its address it is read in one piece, which is kept.
  await page.reload();
  await untilComplete(page);
  const picture = await pictureOf(page);

  line.close();
  await context.setOffline(true);
  await page.reload();
  await untilComplete(page);
  expect(await pictureOf(page)).toEqual(picture);
  await expect(page.getByText('you are offline: a stored view')).toBeVisible();

  await page.goto(line.url);
  await expect(page.getByRole('region', { name: 'Opened before' })).toContainText('www.lame-refused.test');
  await traceInLab(page, 'www.shop.test');
  await expect(page.getByRole('alert')).toContainText('You are offline');
  await page.getByRole('listitem').filter({ hasText: 'www.shop.test' }).getByRole('link').click();
  await expect(graph(page).getByText('CNAME 1', { exact: true })).toBeVisible();
});
