import assert from 'node:assert/strict';
import { RENDERER_VERSION } from '@delegraph/diagram';
import { type TestContext, test } from 'node:test';
import { pngSize } from '../testing/read-png.ts';
import { testApp } from '../testing/test-app.ts';

const ORIGIN = 'https://dns.example.test';

async function served(context: TestContext) {
  const server = await testApp(context, { publicUrl: ORIGIN });
  const { id, deleteToken } = await server.start('www.example.test');
  while (!server.store.traceOf(id)?.ended) await new Promise((resolve) => setImmediate(resolve));
  const ask = (url: string, more = '') => server.app.inject(`/oembed?url=${encodeURIComponent(url)}${more}`);
  return { ...server, id, deleteToken: deleteToken!, ask };
}

test('the address of a trace gives what shows it in another page', async (context) => {
  const { id, ask } = await served(context);
  for (const address of [`/t/${id}`, `/t/${id}/www.example.test?sel=zone:test`, `/embed/${id}`]) {
    const { statusCode, headers, body } = await ask(`${ORIGIN}${address}`);
    assert.equal(statusCode, 200, address);
    assert.match(String(headers['content-type']), /^application\/json/);
    const { html, title, ...others } = JSON.parse(body);
    assert.deepEqual(others, {
      version: '1.0',
      type: 'rich',
      width: 900,
      height: 560,
      provider_name: 'delegraph',
      provider_url: ORIGIN,
      thumbnail_url: `${ORIGIN}/t/${id}/card.png?v=${RENDERER_VERSION}`,
      thumbnail_width: 1200,
      thumbnail_height: 630,
      cache_age: 86_400,
    });
    assert.match(title, /^✔ www\.example\.test/);
    assert.match(
      html,
      new RegExp(
        `^<iframe src="${ORIGIN}/embed/${id}\\?v=1" width="900" height="560" title="[^"]+" sandbox="allow-scripts allow-same-origin allow-popups" loading="lazy" [^>]*></iframe>$`,
      ),
    );
  }
});

test('nothing is larger than the consumer allows', async (context) => {
  const { app, id, ask } = await served(context);
  for (const [maxwidth, maxheight] of [
    [600, 400],
    [333, 5000],
    [5000, 200],
    [1, 1],
  ] as const) {
    const { statusCode, body } = await ask(
      `${ORIGIN}/t/${id}`,
      `&maxwidth=${maxwidth}&maxheight=${maxheight}`,
    );
    assert.equal(statusCode, 200);
    const { width, height, thumbnail_url: card, thumbnail_width, thumbnail_height } = JSON.parse(body);
    assert.ok(Number.isInteger(width) && width <= maxwidth);
    assert.ok(Number.isInteger(height) && height <= maxheight);
    if (card === undefined) continue;
    assert.ok(thumbnail_width <= maxwidth && thumbnail_height <= maxheight);
    const picture = await app.inject(card.replace(ORIGIN, ''));
    assert.equal(pngSize(picture.rawPayload).width, thumbnail_width);
  }
});

test('what is no trace of this server cannot be embedded', async (context) => {
  const { app, id, deleteToken, ask } = await served(context);
  const foreign = [
    `https://other.example.test/t/${id}`,
    `${ORIGIN}.evil.test/t/${id}`,
    `${ORIGIN}/api/traces/${id}`,
    `${ORIGIN}/`,
    `${ORIGIN}/t/aaaaaaaaaaaaaaaaaaaaaaaaaa`,
    'no address',
  ];
  for (const url of foreign) assert.equal((await ask(url)).statusCode, 404, url);
  assert.equal((await ask(`${ORIGIN}/t/${id}`, '&format=xml')).statusCode, 501);
  assert.equal((await ask(`${ORIGIN}/t/${id}`, '&maxwidth=wide')).statusCode, 400);
  assert.equal((await app.inject('/oembed')).statusCode, 400);
  await app.inject({ method: 'DELETE', url: `/api/traces/${id}?token=${deleteToken}` });
  assert.equal((await ask(`${ORIGIN}/t/${id}`)).statusCode, 404);
});
