// A name is typed, the tree grows, the lame server is marked and named, and the link shows the same to somebody else.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, pictureOf, traceInLab, untilComplete } from './journey.ts';

test('from a name to the lame server, and to a link that shows the same', async ({ page, browser }) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');

  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.lame-refused\.test$/);
  await expect(graph(page).getByRole('group', { name: /^zone test:/ })).toBeVisible();
  await untilComplete(page);

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'www.lame-refused.test resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that',
  );
  await expect(
    graph(page).getByRole('button', {
      name: /^ns3\.lame-refused\.test \d+ ms LAME refused · 203\.0\.113\.13/,
    }),
  ).toBeVisible();
  await expect(
    graph(page).getByRole('group', { name: /^zone lame-refused\.test, error: 1 of 4 addresses lame/ }),
  ).toBeVisible();

  const finding = page.getByRole('button', { name: /Lame: refused/ });
  await expect(finding).toContainText('ns3.lame-refused.test (203.0.113.13) answers REFUSED');
  await finding.click();
  await expect(page.getByRole('complementary')).toContainText('status: REFUSED');
  await expect(page.getByRole('complementary')).toContainText(
    'Load the zone there, or remove this name server',
  );

  const link = page.url().replace(/\?.*/, '');
  const picture = await pictureOf(page);
  expect(picture.length).toBeGreaterThan(60);

  const stranger = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const elsewhere = await stranger.newPage();
  const complaintsElsewhere = complaintsOf(elsewhere);
  await elsewhere.goto(link);
  await untilComplete(elsewhere);
  expect(await pictureOf(elsewhere)).toEqual(picture);
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText(
    'www.lame-refused.test resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that',
  );
  await stranger.close();

  expect([...complaints, ...complaintsElsewhere]).toEqual([]);
});
