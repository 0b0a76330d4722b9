// A trace is taken away: as Markdown and as an incident block, by keyboard alone; kept by whoever started it, and deleted.
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type Locator, type Page, expect, test } from '@playwright/test';
import { complaintsOf, traceInLab, traceSlowly, untilComplete } from './journey.ts';
import { dropFile, eventLogText, recordedEvents } from './trace-file.ts';

function shareDialog(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Share this trace' });
}

async function startedTrace(page: Page, name: string): Promise<string> {
  await page.goto('/');
  await traceInLab(page, name);
  await untilComplete(page);
  return new URL(page.url()).pathname.split('/')[2]!;
}

function clipboardOf(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText());
}

test('Markdown and an incident block, with the keyboard alone', async ({ page, context, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const complaints = complaintsOf(page);
  const id = await startedTrace(page, 'www.lame-refused.test');
  await page.getByRole('button', { name: /^Share/ }).focus();
  await page.keyboard.press('s');
  const dialog = shareDialog(page);
  await expect(dialog).toContainText(
    /unlisted: only who has its link finds it\. It is kept until \d+ \w+ \d{4}\./,
  );
  await expect(dialog.getByRole('img')).toHaveJSProperty('complete', true);
  await expect(dialog.getByText(/^Content hash [0-9a-f]{64}$/)).toBeVisible();
  await expect(dialog.getByRole('tab', { name: 'Badge' })).toHaveCount(0);

  await dialog.getByLabel('Description, for those who do not see it').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('ns3 refuses us');
  await dialog.getByLabel('Shows').selectOption('problems');
  await dialog.getByRole('tab', { name: 'Link' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dialog.getByRole('tab', { name: 'Markdown' })).toHaveAttribute('aria-selected', 'true');
  // The panel, then the first Copy.
  const copy = dialog.getByRole('button', { name: 'Copy A picture that leads to the trace' });
  for (let presses = 0; presses < 3 && !(await copy.evaluate(isFocused)); presses += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Copied')).toBeVisible();
  const picture = `${baseURL}/t/${id}.png?scope=problems&v=${RENDERER_VERSION}`;
  expect(await clipboardOf(page)).toBe(
    `[![ns3 refuses us](${picture})](${baseURL}/t/${id}/www.lame-refused.test)`,
  );
  expect((await page.request.get(picture)).status()).toBe(200);

  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => clipboardOf(page)).toMatch(/^## Delegation of `www\.lame-refused\.test` A\n/);
  const block = await clipboardOf(page);
  for (const part of [
    '| error |',
    '### Name servers of `lame-refused.test`',
    '### Evidence',
    'REFUSED',
    picture,
  ])
    expect(block).toContain(part);

  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Share/ })).toBeFocused();
  expect(complaints).toEqual([]);
});

test('for readers outside, everything is without addresses', async ({ page }) => {
  const addresses = /\b(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d|2001:db8/;
  const complaints = complaintsOf(page);
  await startedTrace(page, 'www.lame-refused.test');
  await page.keyboard.press('s');
  const dialog = shareDialog(page);
  const description = dialog.getByLabel('Description, for those who do not see it');
  await expect(description).toHaveValue(addresses);
  await dialog.getByLabel('Include addresses').uncheck();
  await expect(description).toHaveValue(/resolves to an address, but ns3\.lame-refused\.test does not serve/);
  await expect(dialog.getByRole('img')).toHaveAttribute('src', /[?&]addresses=0&/);
  for (const tab of ['Markdown', 'HTML', 'AsciiDoc', 'Slack, plain', 'Mermaid']) {
    await dialog.getByRole('tab', { name: tab }).click();
    for (const field of await dialog.getByRole('tabpanel').getByRole('textbox').all()) {
      await expect(field).toHaveValue(/lame-refused/);
      await expect(field).not.toHaveValue(addresses);
    }
  }
  await dialog.getByRole('tab', { name: 'Files' }).click();
  await expect(dialog.getByText(/^The other files are all that was heard/)).toBeVisible();
  await expect(dialog.getByRole('link', { name: 'Packets' })).toHaveCount(0);
  for (const name of ['SVG picture', 'Incident report', 'Text', 'Mermaid', 'Graphviz']) {
    const href = await dialog.getByRole('link', { name, exact: true }).getAttribute('href');
    const file = await (await page.request.get(href!)).text();
    expect(file).toContain('ns3.lame-refused.test');
    expect(file).not.toMatch(addresses);
  }
  expect(complaints).toEqual([]);
});

test('the picture is copied, and every file comes', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await startedTrace(page, 'www.healthy.test');
  await page.keyboard.press('s');
  const dialog = shareDialog(page);
  await dialog.getByRole('button', { name: 'Copy picture' }).click();
  await expect(dialog.getByText('Copied')).toBeVisible();
  const types = await page.evaluate(async () =>
    (await navigator.clipboard.read()).flatMap((item) => item.types),
  );
  expect(types).toContain('image/png');
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const links = dialog.getByRole('tabpanel').getByRole('link');
  await expect(links).toHaveCount(12);
  for (const link of await links.all()) {
    const address = (await link.getAttribute('href'))!;
    expect((await page.request.get(address)).status(), address).toBe(200);
    expect(await link.getAttribute('download')).toMatch(/^www\.healthy\.test\./);
  }
});

test('whoever started it keeps it, and deletes it; nobody else can', async ({ page, browser }) => {
  const joined = await startedTrace(page, 'www.healthy.test');
  // One of its own: the first may have been somebody else's, who asked a moment ago.
  await page.getByRole('button', { name: 'Run again' }).click();
  await expect(page).not.toHaveURL(new RegExp(joined));
  await untilComplete(page);
  const address = page.url();
  await page.getByRole('button', { name: /^Share/ }).click();
  const dialog = shareDialog(page);
  await dialog.getByRole('switch', { name: 'Keep it for ever' }).check();
  await expect(dialog).toContainText('It is kept for ever.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.reload();
  await untilComplete(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('share');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('switch')).toBeChecked();

  const stranger = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(address);
  await untilComplete(elsewhere);
  await elsewhere.keyboard.press('s');
  await expect(shareDialog(elsewhere)).toContainText('It is kept for ever.');
  await expect(shareDialog(elsewhere).getByRole('switch')).toHaveCount(0);
  await expect(shareDialog(elsewhere).getByRole('button', { name: /^Delete/ })).toHaveCount(0);
  await stranger.close();

  const remove = dialog.getByRole('button', { name: 'Delete this trace…' });
  await remove.click();
  expect(await objectionsTo(page, '.share-confirm')).toEqual([]);
  await page
    .getByRole('dialog', { name: 'Delete this trace?' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(remove).toBeFocused();
  await remove.press('Enter');
  await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This trace was deleted.');
  expect((await page.request.get(address)).status()).toBe(410);
  await page.goto('/');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await expect(page.locator(`a[href*="${new URL(address).pathname}"]`)).toHaveCount(0);
});

test('while it runs, the dialog says to wait', async ({ page }) => {
  await traceSlowly(page);
  await page.keyboard.press('s');
  await expect(shareDialog(page).getByText(/chats keep the first picture they see/)).toBeVisible();
});

test('a selected lookup can be the whole picture', async ({ page }) => {
  await startedTrace(page, 'www.shop.test');
  await page.goto(`${page.url()}?sel=lookup:1`);
  await untilComplete(page);
  await page.keyboard.press('s');
  const dialog = shareDialog(page);
  await dialog.getByLabel('Shows').selectOption('lookup');
  await expect(dialog.getByRole('img')).toHaveAttribute('src', /scope=lookup:1/);
  await expect(dialog.getByLabel('This view of it')).toHaveValue(/\?sel=lookup:1$/);
  await dialog.getByLabel('Width, pixels').fill('12');
  await expect(dialog.getByText('From 320 to 3200')).toBeVisible();
});

test('a badge is offered where names are listed', async ({ page }) => {
  await page.route('**/api/traces/*/retention', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), listed: true } });
  });
  await startedTrace(page, 'www.healthy.test');
  await page.keyboard.press('s');
  const dialog = shareDialog(page);
  await expect(dialog).toContainText('whoever asks this server for its name finds it');
  await dialog.getByRole('tab', { name: 'Badge' }).click();
  await expect(dialog.getByLabel(/^The last stored trace/)).toHaveValue(
    /^\[!\[delegation\]\(.*\/badge\/www\.healthy\.test\.svg\?profile=lab\)\]/,
  );
});

test('a recording is shared by its link', async ({ page, baseURL }) => {
  await page.goto('/gallery/lame-refused');
  await page.getByRole('button', { name: /^Share/ }).click();
  await expect(shareDialog(page).getByLabel('This recording')).toHaveValue(`${baseURL}/gallery/lame-refused`);
  await expect(shareDialog(page).getByRole('tab')).toHaveText(['Link', 'Files', 'Mermaid']);
});

test('a page that was saved as a file writes forms that tell where it comes from', async ({
  page,
  browser,
  baseURL,
}, testInfo) => {
  const id = await startedTrace(page, 'www.lame-refused.test');
  const file = testInfo.outputPath('saved.html');
  await writeFile(file, await (await page.request.get(`/t/${id}.html`)).body());
  const offline = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } });
  const saved = await offline.newPage();
  const complaints = complaintsOf(saved);
  await saved.goto(pathToFileURL(file).href);
  await expect(saved.getByRole('button', { name: /^Share/ })).toBeVisible();
  await saved.keyboard.press('s');
  const dialog = shareDialog(saved);
  await expect(dialog.getByLabel('Where it was saved from')).toHaveValue(`${baseURL}/t/${id}`);
  await dialog.getByRole('tab', { name: 'Files' }).click();
  const saving = saved.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Incident report' }).click();
  expect(await readFile(await (await saving).path(), 'utf8')).toContain(`The trace: <${baseURL}/t/${id}>`);
  expect(complaints).toEqual([]);
  await offline.close();
});

test('of a file there is no link, and its forms are written in the page', async ({ page, request }) => {
  const events = await recordedEvents(request, 'www.lame-refused.test');
  await page.goto('/');
  await dropFile(page, 'incident.ndjson', eventLogText(events));
  await page.getByRole('button', { name: /^Share/ }).click();
  const dialog = shareDialog(page);
  await expect(dialog).toContainText('no server has it, so there is no link');
  await expect(dialog.getByRole('tab')).toHaveText(['Files', 'Mermaid']);
  for (const [name, suffix, content] of [
    ['Incident report', 'md', '### Evidence'],
    ['Text', 'txt', ';; VERDICT:'],
    ['Event log', 'ndjson', '"trace-ended"'],
    ['Mermaid', 'mmd', 'flowchart LR'],
    ['Graphviz', 'dot', 'digraph'],
  ] as const) {
    const saving = page.waitForEvent('download');
    await dialog.getByRole('button', { name, exact: true }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toBe(`www.lame-refused.test.${suffix}`);
    expect(await readFile(await download.path(), 'utf8')).toContain(content);
  }
});

for (const [screen, viewport] of Object.entries({
  wide: { width: 1440, height: 900 },
  'middle-sized': { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
})) {
  test(`nothing to object to on a ${screen} screen, light and dark`, async ({ page }) => {
    await page.setViewportSize(viewport);
    await startedTrace(page, 'www.lame-refused.test');
    await page.getByRole('button', { name: /^Share/ }).click();
    const dialog = shareDialog(page);
    await expect(dialog.getByText(/^Content hash/)).toBeVisible();
    for (const tab of ['Link', 'Markdown', 'Files']) {
      await dialog.getByRole('tab', { name: tab }).click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await objectionsTo(page, '.share')).toEqual([]);
      }
    }
    const { scrollWidth, clientWidth } = await dialog.evaluate(({ scrollWidth, clientWidth }) => ({
      scrollWidth,
      clientWidth,
    }));
    expect(scrollWidth).toBe(clientWidth);
  });
}

/** What axe objects to, as `rule: element`. */
async function objectionsTo(page: Page, selector: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

function isFocused(element: Element): boolean {
  return element === document.activeElement;
}
