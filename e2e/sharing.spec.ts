// A trace in other people's pages: pictures behind the strictest policies, a frame, and a picture that opens again.
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { complaintsOf, pictureOf, untilComplete } from './journey.ts';
import { dropFile } from './trace-file.ts';

const CAMO_MAX_OCTETS = 5 * 1024 * 1024;

interface Started {
  id: string;
  deleteToken: string;
}

async function finishedTrace(request: APIRequestContext, name: string): Promise<Started> {
  const options = { fresh: true };
  const response = await request.post('/api/traces', { data: { name, type: 'A', profile: 'lab', options } });
  const started = (await response.json()) as Started;
  // The stream ends with the trace.
  await (await request.get(`/api/traces/${started.id}/events`)).text();
  return started;
}

/** Another site, on an origin of its own, that answers everything with this page. */
async function otherSite(
  html: string,
  headers: Record<string, string>,
): Promise<{ address: string; server: Server }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

async function visit(page: Page, html: string, headers: Record<string, string>): Promise<() => void> {
  const { address, server } = await otherSite(html, headers);
  await page.goto(address);
  return () => server.close();
}

test('pictures show in an <img> under the strictest policy, in both schemes', async ({
  page,
  request,
  baseURL,
}) => {
  const { id } = await finishedTrace(request, 'www.shop.test');
  const pictures = [
    `/t/${id}.svg?theme=auto&v=${RENDERER_VERSION}`,
    `/t/${id}.png?v=${RENDERER_VERSION}`,
    `/t/${id}/card.png?v=${RENDERER_VERSION}`,
  ];
  const images = pictures.map((path) => `<img src="${baseURL}${path}" alt="" crossorigin>`).join('');
  const complaints = complaintsOf(page);
  const leave = await visit(page, `<!doctype html><link rel="icon" href="data:,"><title>x</title>${images}`, {
    'content-security-policy': `default-src 'none'; img-src ${baseURL} data:`,
    'cross-origin-embedder-policy': 'require-corp',
  });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const sizes = await page
      .locator('img')
      .evaluateAll((all) =>
        all.map((each) => [(each as HTMLImageElement).complete, (each as HTMLImageElement).naturalWidth]),
      );
    expect(sizes).toEqual([
      [true, 1200],
      [true, 1200],
      [true, 1200],
    ]);
  }
  expect(complaints).toEqual([]);
  leave();
});

test("pictures pass GitHub's image proxy, and still do when the trace is gone", async ({ request }) => {
  const { id, deleteToken } = await finishedTrace(request, 'www.lame-refused.test');
  const proxied = async () => {
    for (const [path, type] of [
      [`/t/${id}.svg?theme=dark&v=${RENDERER_VERSION}`, 'image/svg+xml; charset=utf-8'],
      [`/t/${id}.png?v=${RENDERER_VERSION}`, 'image/png'],
      [`/t/${id}/card.png`, 'image/png'],
    ] as const) {
      const response = await request.get(path, { maxRedirects: 0, headers: { accept: 'image/*' } });
      expect(response.status(), path).toBe(200);
      expect(response.headers()['content-type']).toBe(type);
      expect((await response.body()).length).toBeLessThan(CAMO_MAX_OCTETS);
    }
  };
  await proxied();
  await request.delete(`/api/traces/${id}?token=${deleteToken}`);
  await proxied();
});

for (const suffix of ['svg', 'png']) {
  test(`a ${suffix.toUpperCase()} picture dropped on the page opens its trace, replay and all`, async ({
    page,
    request,
  }) => {
    const { id } = await finishedTrace(request, 'www.shop.test');
    await page.goto(`/t/${id}`);
    await untilComplete(page);
    const picture = await pictureOf(page);
    const file = await (await request.get(`/t/${id}.${suffix}`)).body();
    await page.goto('/');
    await dropFile(page, `incident.${suffix}`, file);
    await expect(page.getByText(`Opened from the file “incident.${suffix}”, not stored here.`)).toBeVisible();
    await expect.poll(() => pictureOf(page)).toEqual(picture);
    await expect(page.getByRole('slider', { name: 'Event' })).toBeVisible();
  });

  test(`a ${suffix.toUpperCase()} picture without its log is refused`, async ({ page, request }) => {
    const { id } = await finishedTrace(request, 'www.healthy.test');
    const file = await (await request.get(`/t/${id}.${suffix}?meta=0`)).body();
    await page.goto('/');
    await dropFile(page, `bare.${suffix}`, file);
    await expect(page.getByRole('alert')).toContainText(`“bare.${suffix}” holds no trace of delegraph`);
  });
}

test('another site shows a trace in a frame, from its oEmbed, and is told its height', async ({
  page,
  request,
  baseURL,
}) => {
  const { id } = await finishedTrace(request, 'www.lame-refused.test');
  const found = await request.get(`/oembed?url=${encodeURIComponent(`${baseURL}/t/${id}`)}`);
  const { html } = (await found.json()) as { html: string };
  const script = 'addEventListener("message", (event) => { document.title = JSON.stringify(event.data); });';
  const complaints = complaintsOf(page);
  const leave = await visit(
    page,
    `<!doctype html><link rel="icon" href="data:,"><script>${script}</script>${html}`,
    {},
  );
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('heading', { level: 1 })).toHaveText(
    /^www\.lame-refused\.test resolves to 192\.0\.2\.11, but ns3\.lame-refused\.test/,
  );
  await expect(frame.getByRole('group', { name: /^zone lame-refused\.test/ })).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open in delegraph' })).toHaveAttribute('target', '_blank');
  await expect(page).toHaveTitle(/"type":"delegraph:resize","height":\d+/);
  // The keyboard works inside the frame: to the faulty server, and what it said.
  await frame.getByRole('button', { name: /^ns3\.lame-refused\.test/ }).press('Enter');
  await expect(frame.getByText('status: REFUSED')).toBeVisible();
  expect(complaints).toEqual([]);
  leave();
});

test('the parameters of a frame choose its view, theme and controls', async ({ page, request }) => {
  const { id } = await finishedTrace(request, 'www.lame-refused.test');
  await page.goto(`/embed/${id}?v=1&theme=dark&view=findings&controls=0`);
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('group', { name: /^Delegation of/ })).toHaveCount(0);
  await page.goto(`/embed/${id}?view=timeline`);
  await expect(page.getByRole('region', { name: 'Queries' })).toBeVisible();
  await page.goto(`/embed/${id}?ev=1&controls=0`);
  await expect(page.getByRole('group', { name: /^zone / })).toHaveCount(1);
  await expect(page.getByRole('group', { name: 'Zoom' })).toBeHidden();
});

test('no other page of ours can be framed', async ({ page, request, baseURL }) => {
  const { id } = await finishedTrace(request, 'www.healthy.test');
  const leave = await visit(page, `<!doctype html><iframe src="${baseURL}/t/${id}"></iframe>`, {});
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveCount(0);
  const frame = page.frames().find((each) => each !== page.mainFrame());
  expect(frame?.url()).not.toContain(`/t/${id}`);
  leave();
});
