// The states in which the server says no, or cannot be heard.
import { expect, test } from '@playwright/test';
import { traceInLab } from './journey.ts';
import { dropFile, eventLogText, recordedEvents } from './trace-file.ts';

test('who is told to come back later sees how much later, and can then', async ({ page }) => {
  await page.clock.install();
  await page.route('**/api/traces', (route) =>
    route.fulfill({
      status: 429,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '3' },
      body: JSON.stringify({ title: 'Too many traces', detail: 'You have started many traces.' }),
    }),
  );
  await page.goto('/');
  await traceInLab(page, 'www.shop.test');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Too many traces. You have started many traces.');
  await expect(alert).toContainText('Try again in 3 s.');
  const button = page.getByRole('button', { name: 'Trace', exact: true });
  await expect(button).toBeDisabled();
  await page.clock.runFor(2000);
  await expect(alert).toContainText('Try again in 1 s.');
  await page.clock.runFor(1000);
  await expect(alert).toContainText('You can try again now.');
  await expect(button).toBeEnabled();
});

test('without a connection the page says so', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await context.setOffline(true);
  await traceInLab(page, 'www.shop.test');
  await expect(page.getByRole('alert')).toContainText('You are offline');
  await context.setOffline(false);
});

test('what could not be asked from here is called not tested, and is no fault', async ({ page, request }) => {
  const events = await recordedEvents(request, 'www.healthy.test');
  // The same trace as a machine without IPv6 would have made it.
  const gone = new Set(events.filter(isSixth).map(({ hopId }) => hopId));
  const holed = events.flatMap((event) => {
    if (event.type === 'trace-started')
      return [{ ...event, vantage: { name: 'here', ipv4: true, ipv6: false } }];
    if (event.type === 'query-sent' && isSixth(event))
      return [{ ...event, type: 'query-skipped', reason: 'no-ipv6' }];
    return gone.has(event['hopId']) && event.type !== 'delegation-learned' ? [] : [event];
  });
  await page.goto('/');
  await dropFile(page, 'no-ipv6.ndjson', eventLogText(holed));
  await expect(page.getByText(/\d+ addresses not tested: no IPv6 from there/)).toBeVisible();
  await expect(page.getByText(/13 not asked/).first()).toBeVisible();
  await expect(page.getByText(/[1-9]\d* errors?/)).toHaveCount(0);
});

function isSixth(event: Record<string, unknown>): boolean {
  return String(event['address']).includes(':');
}
