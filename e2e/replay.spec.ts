// A trace is gone through again, event by event: every part of the page follows, and a link leads to the very moment.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, traceInLab, untilComplete } from './journey.ts';

test('a replay shows how the lame server was found, and its link leads to that moment', async ({
  page,
  browser,
}) => {
  const complaints = complaintsOf(page);
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  const heading = page.getByRole('heading', { level: 1 });
  const slider = page.getByRole('slider', { name: 'Event' });
  const findings = page.getByRole('complementary').getByRole('button', { name: /Lame: refused/ });

  await slider.fill('1');
  await expect(page.getByText(/^We look for www\.lame-refused\.test A, and know/)).toBeVisible();
  await expect(graph(page).getByRole('group', { name: /^zone / })).toHaveCount(1);
  await expect(findings).toHaveCount(0);
  await expect(heading).not.toContainText('resolves');

  // With Shift, a step goes on to the next finding.
  await page.locator('body').press('Shift+>');
  await expect(page.getByText(/^Found: /)).toBeVisible();
  await expect(findings).toHaveCount(1);
  await page.locator('body').press(',');
  await expect(findings).toHaveCount(0);
  await page.locator('body').press('.');
  await expect(findings).toHaveCount(1);
  await expect(page).toHaveURL(/[?&]ev=\d+/);

  const moment = await page.getByText(/^Found: /).textContent();
  const stranger = await browser.newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByText(moment!)).toBeVisible();
  await expect(stranger.getByRole('slider', { name: 'Event' })).toHaveValue(await slider.inputValue());
  await stranger.close();

  await page.locator('body').press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.locator('body').press(' ');
  await page.getByRole('button', { name: 'End the replay' }).click();
  await expect(heading).toHaveText(
    'www.lame-refused.test resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that',
  );
  await expect(page).not.toHaveURL(/ev=/);
  expect(complaints).toEqual([]);
});

test('a referral is told in one sentence', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.healthy.test');
  await untilComplete(page);
  await page.getByRole('slider', { name: 'Event' }).fill('1');
  const sentence = page.getByText(/refers us to \d+ servers of test/);
  // The root servers are asked at once, so their referrals come within the first dozens of events.
  for (let event = 1; event < 80 && !(await sentence.isVisible()); event += 1)
    await page.locator('body').press('.');
  await expect(sentence).toBeVisible();
});
