// A trace kept as one file: it opens from disk with the network off, and does all that the page does with a finished trace.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { htmlForm } from '@delegraph/report';
import { hostileTrace, payloads } from '@delegraph/report/testing';
import { readPageAssets } from '@delegraph/server';
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, pictureOf, traceInLab, untilComplete } from './journey.ts';

test('the one-file page works from disk without a network', async ({ page, browser }, testInfo) => {
  await page.goto('/');
  await traceInLab(page, 'www.shop.test');
  await untilComplete(page);
  const picture = await pictureOf(page);
  const address = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  const saving = page.waitForEvent('download');
  await page.evaluate((href) => {
    location.href = href;
  }, `${address}.html`);
  const download = await saving;
  expect(download.suggestedFilename()).toBe('www.shop.test.html');
  const file = testInfo.outputPath('www.shop.test.html');
  await download.saveAs(file);

  const offline = await browser.newContext({ offline: true, viewport: { width: 1440, height: 900 } });
  const saved = await offline.newPage();
  const complaints = complaintsOf(saved);
  const requests: string[] = [];
  saved.on('request', (request) => requests.push(request.url()));
  await saved.goto(pathToFileURL(file).href);
  await expect(saved.getByRole('heading', { level: 1 })).toHaveText(
    /^www\.shop\.test resolves to 192\.0\.2\.80/,
  );
  expect(await pictureOf(saved)).toEqual(picture);
  await expect(saved.getByRole('link', { name: new RegExp(`${address}$`) })).toBeVisible();

  await saved.getByRole('button', { name: /Lame: refused/ }).click();
  await expect(saved.getByRole('complementary')).toContainText('status: REFUSED');
  await saved.getByRole('slider', { name: 'Event' }).fill('1');
  await expect(graph(saved).getByRole('group', { name: /^zone / })).toHaveCount(1);
  await saved.getByRole('button', { name: /^Theme/ }).click();

  expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(file).href]);
  expect(complaints).toEqual([]);
  await offline.close();
});

test('without scripts, the file is the text of the trace', async ({ page, browser, request }, testInfo) => {
  await page.goto('/');
  await traceInLab(page, 'www.lame-refused.test');
  await untilComplete(page);
  const address = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  const reader = await browser.newContext({ javaScriptEnabled: false, offline: true });
  const saved = await reader.newPage();
  const file = testInfo.outputPath('saved.html');
  await writeFile(file, await (await request.get(`${address}.html`)).text());
  await saved.goto(pathToFileURL(file).href);
  const text = saved.locator('noscript pre');
  await expect(text).toBeVisible();
  await expect(text).toContainText(';; FINDINGS: 2 errors');
  await reader.close();
});

test('a file full of hostile text is a page like any other', async ({ browser }, testInfo) => {
  const assets = (await readPageAssets(fileURLToPath(new URL('../apps/web/dist/saved', import.meta.url))))!;
  const permalink = { origin: 'https://delegraph.example', id: 'hostile', pictureVersion: '1' };
  const offline = await browser.newContext({ offline: true });
  const page = await offline.newPage();
  const complaints = complaintsOf(page);
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const file = testInfo.outputPath('hostile.html');
  for (const what of ['end of a script', 'comment', 'attribute', 'entity', 'separators', 'override']) {
    const { events } = await hostileTrace(payloads[what]!);
    await writeFile(file, htmlForm({ events }, permalink, assets));
    await page.goto(pathToFileURL(file).href);
    await expect(page.getByRole('heading', { level: 1 }), what).toHaveText(/ the TXT record/);
    await page.getByRole('button', { name: /Lame: refused/ }).click();
    await expect(page.getByRole('complementary'), what).toContainText('status: REFUSED');
    expect(complaints, what).toEqual([]);
  }
  await offline.close();
});
