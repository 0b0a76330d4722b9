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
  await page.locator('body').press('Shift+<');
  await expect(slider).toHaveValue('0');
  await page.locator('body').press('Shift+>');
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

for (const speed of [1, 8]) {
  test(`in real time ×${speed}, silence lasts as long as it did, and the clock goes on in it`, async ({
    page,
    request,
  }) => {
    let played = 0;
    await page.clock.install();
    const log = await (await request.get('/recordings/lame-timeout.ndjson')).text();
    const times = log
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { atMs: number }).atMs);
    const happenedBy = (ms: number) => String(times.filter((atMs) => atMs <= ms).length);
    await page.goto('/gallery/lame-timeout');
    const slider = page.getByRole('slider', { name: 'Event' });
    const pace = page.getByRole('combobox', { name: 'Pace of the replay' });
    await expect(pace).toHaveValue('12');
    await page.getByRole('button', { name: 'Real time' }).click();
    await pace.selectOption(`×${speed}`);
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    // Each of these moments is within a silence.
    for (const ms of [300, 700, 2000]) {
      await playTo(ms);
      await expect
        .poll(async () => {
          // What became due at the last step is shown by the next.
          await page.clock.runFor(1);
          played += speed;
          return slider.inputValue();
        })
        .toBe(happenedBy(ms));
    }
    await expect(page.locator('.replay-count')).toContainText(/· [12]\.\d\d s$/);

    // A pause does not begin the silence anew: it ends 416 ms later.
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.clock.runFor(5000);
    await expect(slider).toHaveValue(happenedBy(2000));
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await playTo(2600);
    await expect(slider).toHaveValue(happenedBy(2600));

    /** In steps, as a clock goes: what is shown at one plans the next. */
    async function playTo(atMs: number) {
      for (; played < atMs; played += 8 * speed) await page.clock.runFor(8);
    }
  });
}

test('for whoever wants little to move, a replay begins slowly', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/gallery/healthy');
  await expect(page.getByRole('combobox', { name: 'Pace of the replay' })).toHaveValue('3');
});
