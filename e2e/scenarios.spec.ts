// Every scenario of the lab in a browser: the page says and draws exactly what the server says and draws.
import { type APIRequestContext, type Page, expect, test } from '@playwright/test';
import { pictureOf, shapesOf, untilComplete } from './journey.ts';

interface Scenario {
  id: string;
  name: string;
  type: string;
}

interface Document {
  status: string;
  verdict: string;
}

test('page and server draw the same scene for every scenario', async ({ page, request, baseURL }) => {
  test.setTimeout(180_000);
  const { scenarios } = (await (await request.get('/api/gallery')).json()) as { scenarios: Scenario[] };
  expect(scenarios.length).toBeGreaterThanOrEqual(20);
  const ids = await Promise.all(scenarios.map((scenario) => startTrace(request, scenario)));

  for (const [index, id] of ids.entries()) {
    await test.step(scenarios[index]!.id, async () => {
      const { verdict } = await endOf(request, id);
      await page.goto(new URL(`/t/${id}`, baseURL).href);
      await untilComplete(page);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(verdict);
      const picture = await pictureOf(page);
      expect(picture.length).toBeGreaterThan(20);
      expect(picture).toEqual(await pictureOfFile(page, `/t/${id}.svg`));
    });
  }
});

async function startTrace(request: APIRequestContext, { name, type }: Scenario): Promise<string> {
  const response = await request.post('/api/traces', { data: { name, type, profile: 'lab' } });
  expect(response.status()).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

async function endOf(request: APIRequestContext, id: string): Promise<Document> {
  const read = async () => (await (await request.get(`/api/traces/${id}`)).json()) as Document;
  await expect.poll(async () => (await read()).status, { timeout: 30_000 }).toBe('done');
  return read();
}

/** The picture in an SVG file of the server, read by the browser. */
async function pictureOfFile(page: Page, path: string): Promise<string[]> {
  const text = await (await page.request.get(path)).text();
  const document = await page.evaluateHandle(
    (svg) => new DOMParser().parseFromString(svg, 'image/svg+xml'),
    text,
  );
  // Round the graph, a file has a frame of its own.
  const graph = await document.evaluateHandle((svg) => svg.querySelector('.diagram')!);
  return graph.evaluate(shapesOf);
}
