// The states in which the server says no, or cannot be heard.
import { expect, test } from '@playwright/test';
import { graph, traceInLab, untilComplete } from './journey.ts';
import { crowdedServer, deletedTrace, failedTrace, heldStart, withoutIpv6 } from './odd-states.ts';
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
  await page.goto('/');
  await dropFile(page, 'no-ipv6.ndjson', eventLogText(withoutIpv6(events)));
  await expect(page.getByText(/\d+ addresses not tested: no IPv6 from there/)).toBeVisible();
  await expect(page.getByText(/13 not asked/).first()).toBeVisible();
  await expect(page.getByText(/[1-9]\d* errors?/)).toHaveCount(0);
});

test('what we break ourselves is said with the request, and can be tried again', async ({ page }) => {
  let isBroken = true;
  await page.route('**/api/traces', async (route) => {
    if (!isBroken) return route.continue();
    return route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        title: 'Something broke on the server',
        detail: 'The log has it.',
        requestId: 'req-7',
      }),
    });
  });
  await page.goto('/');
  await traceInLab(page, 'www.healthy.test');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('Something broke on the server. The log has it. The request was req-7.');
  await alert.getByRole('button', { name: 'Report' }).click();
  await expect(page.getByRole('dialog')).toContainText('Request: req-7');
  await page.keyboard.press('Escape');
  isBroken = false;
  await alert.getByRole('button', { name: 'Retry' }).click();
  await untilComplete(page);
});

test('a trace that we could not finish keeps what had come, and can be tried again', async ({
  page,
  request,
}) => {
  await failedTrace(page, await recordedEvents(request, 'www.healthy.test'));
  await expect(
    page.getByText('We could not finish: The engine stopped. What had come by then is below.'),
  ).toBeVisible();
  await expect(graph(page).getByRole('group', { name: /^zone test/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'aaaaaaaaaaaaaaaaaaaaaaaaaa' })).toBeVisible();
  await page.getByRole('button', { name: 'Retry' }).click();
  await untilComplete(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(' resolves to ');
});

test('what we could not finish can be reported, and what the report says is shown before', async ({
  page,
  request,
  baseURL,
}) => {
  const events = await recordedEvents(request, 'www.healthy.test');
  await failedTrace(page, events);
  await page.getByRole('button', { name: 'Report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report to whoever runs this server' });
  const text = (await dialog.locator('pre').textContent())!;
  expect(text.split('\n').map((line) => line.split(':')[0])).toEqual([
    'Asked',
    'Trace',
    'Link',
    'Engine',
    'Reason',
    'Last event',
    '',
  ]);
  expect(text).toContain('Asked: www.healthy.test A, profile lab\n');
  expect(text).toContain(`Link: ${baseURL}/t/aaaaaaaaaaaaaaaaaaaaaaaaaa\n`);
  const href = new URL((await dialog.getByRole('link', { name: 'Write the mail' }).getAttribute('href'))!);
  expect(href.pathname).toBe('dns@example.test');
  expect(href.searchParams.get('body')!.replaceAll('\r', '')).toBe(text);
});

test('where the operator names no address, the report is copied', async ({ page, request, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.route('**/api/sharing', (route) => route.fulfill({ json: { listsNames: false } }));
  await failedTrace(page, await recordedEvents(request, 'www.healthy.test'));
  await page.getByRole('button', { name: 'Report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Report to whoever runs this server' });
  await expect(dialog).toContainText('This server names no address for reports.');
  await expect(dialog.getByRole('link')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Copy the text' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await dialog.locator('pre').textContent(),
  );
});

test('who waits for their turn sees their place, and then the trace', async ({ page, request }) => {
  await crowdedServer(request, 2);
  await page.goto('/?name=www.healthy.test&profile=lab&qmin=1');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Waiting for its turn: 3rd in line');
  await expect(page).toHaveTitle(/^Waiting for its turn: 3rd in line/);
  await expect(page.getByRole('status')).toHaveText('Waiting for its turn: 3rd in line');
  await expect(page.getByRole('combobox', { name: 'Which name servers are asked' })).toHaveValue('lab');
  await untilComplete(page);
  await expect(heading).toContainText(' resolves to ');
  await expect(page.getByRole('button', { name: 'Cancel' })).toHaveCount(0);
});

test('who cancels while they wait gives their place to the next', async ({ page, request }) => {
  await crowdedServer(request, 1);
  await page.goto('/?name=www.healthy.test&profile=lab&edns=1300');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Waiting for its turn: 2nd in line');
  const id = /\/t\/([a-z2-7]+)/.exec(page.url())![1]!;
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(heading).toContainText('Type a name.');
  await expect(page.getByRole('textbox', { name: 'Name to trace' })).toHaveValue('www.healthy.test');
  expect((await request.get(`/api/traces/${id}`)).status()).toBe(410);
});

test('a trace that is starting says so at once, and its field holds what was asked', async ({ page }) => {
  await heldStart(page);
  await page.goto('/?name=www.healthy.test&profile=lab');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Asking the root servers for www.healthy.test …',
  );
  await expect(page.getByRole('textbox', { name: 'Name to trace' })).toHaveValue('www.healthy.test');
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Type a name.');
});

test('a trace that is not there, and one that was deleted, say which they are', async ({ page, request }) => {
  await page.goto('/t/aaaaaaaaaaaaaaaaaaaaaaaaaa/www.healthy.test');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no trace of that id.');
  await expect(page.getByRole('link', { name: 'Trace www.healthy.test again' })).toBeVisible();
  await page.goto(await deletedTrace(request));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This trace was deleted.');
  await expect(
    page.getByText(/It was deleted on \d{4}-\d\d-\d\d by the person who started it\./),
  ).toBeVisible();
});

test('what is wrong with a name covers nothing of the page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('textbox', { name: 'Name to trace' }).fill('two words');
  await page.getByRole('button', { name: 'Trace', exact: true }).click();
  const alert = (await page.getByRole('alert').boundingBox())!;
  const heading = (await page.getByRole('heading', { level: 1 }).boundingBox())!;
  expect(heading.y).toBeGreaterThan(alert.y + alert.height);
});

test('a part of the page that cannot be fetched is said to be missing, and the others stay', async ({
  page,
}) => {
  await page.route('**/assets/findings-list-*.js', (route) => route.abort());
  await page.goto('/gallery/lame-refused');
  await expect(graph(page)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('This part of the page could not be fetched.');
});
