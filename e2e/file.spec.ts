// A trace that somebody sent as a file: dropped on the page it opens, and what is no trace is refused in a sentence.
import { expect, test } from '@playwright/test';
import { complaintsOf, graph, pictureOf, traceInLab, untilComplete } from './journey.ts';
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
