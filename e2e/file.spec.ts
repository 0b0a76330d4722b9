// A trace that somebody sent as a file: dropped on the page it opens, and what is no trace is refused in a sentence.
import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, pictureOf, traceInLab, untilComplete } from './journey.ts';
import { uploadedTrace } from './odd-states.ts';
import { dropFile, eventLogText, recordedEvents } from './trace-file.ts';

test('an event log dropped on the page opens, replay and all', async ({ page, request }) => {
  const complaints = complaintsOf(page);
  const events = await recordedEvents(request, 'www.lame-refused.test');
  await page.goto('/');
  await dropFile(page, 'incident.ndjson', eventLogText(events));
  await expect(page.getByText('Opened from the file “incident.ndjson”, not stored here.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'www.lame-refused.test resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that',
  );
  await page.getByRole('button', { name: /Lame: refused/ }).click();
  await expect(page.getByRole('complementary')).toContainText('status: REFUSED');
  await page.getByRole('slider', { name: 'Event' }).fill('1');
  await expect(graph(page).getByRole('group', { name: /^zone / })).toHaveCount(1);
  expect(complaints).toEqual([]);
});

test('a trace document dropped on the page draws what its trace drew', async ({ page }) => {
  await page.goto('/');
  await traceInLab(page, 'www.shop.test');
  await untilComplete(page);
  const picture = await pictureOf(page);
  const address = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  const text = await (await page.request.get(`${address}.json`)).text();
  await page.goto('/');
  await dropFile(page, 'shop.json', text);
  await expect(page.getByText(/^Opened from the file/)).toBeVisible();
  await expect.poll(() => pictureOf(page)).toEqual(picture);
});

test('what is no trace is refused, and the page stays as it was', async ({ page }) => {
  await page.goto('/');
  for (const text of ['', 'no JSON', '{}', '{"schemaVersion":1,"zones":[{}],"hops":[]}']) {
    await dropFile(page, 'notes.txt', text);
    await expect(page.getByRole('alert')).toContainText('“notes.txt” holds no trace of delegraph');
    await page.getByRole('button', { name: 'Close' }).click();
  }
  await expect(page).toHaveURL('/');
});

test('a trace from a file can be uploaded, and is then said everywhere to be no trace of this server', async ({
  page,
  request,
}) => {
  const complaints = complaintsOf(page);
  const log = await (await request.get('/recordings/lame-refused.ndjson')).text();
  await page.goto('/');
  await dropFile(page, 'incident.ndjson', log);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page).toHaveURL(/\/t\/[a-z2-7]{26}\/www\.lame-refused\.test$/);
  const mark = page.getByText('Uploaded from a file: this server did not ask these questions.', {
    exact: true,
  });
  await expect(mark).toBeVisible();
  await expect(page.getByText(/^Opened from the file/)).toHaveCount(0);
  await page.getByRole('slider', { name: 'Event' }).fill('1');
  await expect(mark).toBeVisible();
  await page.reload();
  await expect(mark).toBeVisible();
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(page.getByRole('button', { name: /Delete/ })).toBeVisible();

  const address = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  const head = await (await request.get(address, { headers: { accept: 'text/html' } })).text();
  expect(head).toMatch(/<meta property="og:title" content="[^"]* · uploaded from a file">/);
  expect(head).toMatch(/<meta name="description" content="Uploaded from a file: this server did not ask/);
  await page.goto(address.replace('/t/', '/embed/'));
  await expect(mark).toBeVisible();
  await page.goto(`/compare/${address.slice(3)}/${address.slice(3)}`);
  await expect(mark).toHaveCount(2);
  expect(complaints).toEqual([]);
});

test('an uploaded trace kept as one file says from disk that it is one', async ({
  page,
  request,
}, testInfo) => {
  const path = await uploadedTrace(request);
  const html = await (await request.get(`${path.split('/').slice(0, 3).join('/')}.html`)).text();
  const file = testInfo.outputPath('uploaded.html');
  await writeFile(file, html);
  await page.goto(pathToFileURL(file).href);
  await expect(page.getByText(/^Uploaded from a file/)).toBeVisible();
});

test('a picture of a trace of this server, uploaded, leads to the trace that is here', async ({
  page,
  request,
}) => {
  const options = { fresh: true };
  const data = { name: 'www.lame-refused.test', profile: 'lab', options };
  const { id } = (await (await request.post('/api/traces', { data })).json()) as { id: string };
  await (await request.get(`/api/traces/${id}/events`)).text();
  const picture = await (await request.get(`/t/${id}.svg`)).body();
  await page.goto('/');
  await dropFile(page, 'incident.svg', picture);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page).toHaveURL(new RegExp(`/t/${id}/`));
  await expect(page.getByText('this is its own trace')).toBeVisible();
  await expect(page.getByText(/^Uploaded from a file/)).toHaveCount(0);
});

test('what may not be uploaded says why, and where nothing may nothing is offered', async ({
  page,
  request,
}) => {
  const log = await (await request.get('/recordings/lame-refused.ndjson')).text();
  await page.goto('/');
  // It opens, but no octets say what this message says.
  const forged = log.replace(/("message":\{.*?"rcode":)"NOERROR"/, '$1"NXDOMAIN"');
  await dropFile(page, 'forged.ndjson', forged);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByRole('alert')).toContainText(
    /^This log is not stored\. Event \d+, [a-z-]+: its message is not what its octets say\.$/,
  );

  const path = await uploadedTrace(request);
  const document = await (await request.get(`${path.split('/').slice(0, 3).join('/')}.json`)).text();
  await dropFile(page, 'trace.json', document);
  await expect(page.getByText(/It is a trace document, which cannot be uploaded/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Upload' })).toHaveCount(0);

  await page.route('**/api/sharing', (route) => route.fulfill({ json: { listsNames: false } }));
  await dropFile(page, 'incident.ndjson', log);
  await expect(page.getByText(/^Opened from the file “incident\.ndjson”/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Upload' })).toHaveCount(0);
});

test('an uploaded trace stands beside none of this server', async ({ page, request }) => {
  const uploaded = (await uploadedTrace(request)).split('/')[2]!;
  const data = { name: 'www.lame-refused.test', type: 'AAAA', profile: 'lab' };
  const { id } = (await (await request.post('/api/traces', { data })).json()) as { id: string };
  await request.get(`/api/traces/${id}/events`);
  const heard = page.waitForResponse(`**/api/traces/${uploaded}/log`);
  await page.goto(`/t/${id}?with=${uploaded}`);
  await (await heard).finished();
  await untilComplete(page);
  await expect(page.getByRole('navigation', { name: 'Types that were traced together' })).toHaveCount(0);
});
