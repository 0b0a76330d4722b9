// A trace shows what is true; the resolvers are asked beside it what their users get.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { complaintsOf, traceInLab, untilComplete } from './journey.ts';

test('resolvers are asked when somebody wants it, and the trace stays what it was', async ({
  page,
  request,
}) => {
  const complaints = complaintsOf(page);
  const asked: string[] = [];
  page.on('request', (sent) => {
    if (sent.url().endsWith('/resolvers')) asked.push(sent.method());
  });
  await page.goto('/');
  await traceInLab(page, 'www.behind.test');
  const section = page.getByRole('region', { name: 'What resolvers say now' });
  await untilComplete(page);
  await expect(section).toContainText('The trace has asked no resolver');
  expect(asked).toEqual([]);
  const [, id] = /\/t\/([a-z2-7]{26})/.exec(page.url())!;
  const before = await (await request.get(`/api/traces/${id}/log`)).text();

  await section.getByRole('button', { name: 'Ask them' }).focus();
  await page.keyboard.press('Enter');
  const saidBy = (name: string) =>
    section
      .getByRole('rowgroup')
      .filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
  await expect(saidBy('Fresh')).toContainText('192.0.2.108');
  await expect(saidBy('Fresh')).toContainText('1 h (3600)');
  await expect(saidBy('Cache')).toContainText('30 min (1800)');
  await expect(saidBy('Old')).toContainText('Older data');
  await expect(saidBy('Old')).toContainText('ns2.behind.test (203.0.113.109)');
  await expect(saidBy('Office')).toContainText('split horizon');
  await expect(saidBy('Failing')).toContainText('No Reachable Authority (22): at delegation behind.test.');
  await expect(section).toContainText('not part of this trace');
  await expect(section.getByRole('button', { name: 'Ask again' })).toBeFocused();
  await saidBy('Old').getByText('What to do').click();
  await expect(saidBy('Old')).toContainText('rndc flushname www.behind.test.');

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).include('.resolvers').analyze();
    expect(violations).toEqual([]);
  }
  expect(asked).toEqual(['POST']);
  expect(await (await request.get(`/api/traces/${id}/log`)).text()).toBe(before);
  expect(complaints).toEqual([]);
});

test('a recording of the gallery offers no resolver', async ({ page }) => {
  await page.goto('/gallery/shop');
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'What resolvers say now' })).toHaveCount(0);
});
