import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ProblemError } from '../problem.ts';
import { pngSize } from '../testing/read-png.ts';
import { createRasterizer } from './rasterizer.ts';

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20"><rect width="9" height="9"/></svg>';

function rasterizer(context: TestContext, timeoutMs?: number) {
  const made = createRasterizer(timeoutMs);
  context.after(() => made.close());
  return made;
}

test('pictures are drawn in the width asked for, one after the other', async (context) => {
  const { png } = rasterizer(context);
  const widths = [40, 80, 120];
  const drawn = await Promise.all(widths.map((widthPixels) => png({ svg: SVG, widthPixels })));
  assert.deepEqual(
    drawn.map((each) => pngSize(each)),
    widths.map((width) => ({ width, height: width / 2 })),
  );
});

test('text is drawn with the shipped fonts', async (context) => {
  const { png } = rasterizer(context);
  const written = (family: string, text: string) =>
    SVG.replace('<rect', `<text y="15" font-family="${family}" font-size="12">${text}</text><rect`);
  const without = await png({ svg: SVG, widthPixels: 400 });
  for (const family of ['system-ui,sans-serif', "'JetBrains Mono',monospace"]) {
    const letters = await png({ svg: written(family, 'il→…·'), widthPixels: 400 });
    assert.notDeepEqual(letters, without, family);
  }
});

test('what is no SVG fails alone, and the next picture is drawn', async (context) => {
  const { png } = rasterizer(context);
  await assert.rejects(png({ svg: '<svg', widthPixels: 40 }));
  assert.equal(pngSize(await png({ svg: SVG, widthPixels: 40 })).width, 40);
});

test('a picture that takes too long is given up, and the next is drawn', async (context) => {
  const { png } = rasterizer(context, 60);
  await png({ svg: SVG, widthPixels: 40 }).catch(() => {});
  const noise = `<filter id="f"><feTurbulence numOctaves="9"/><feGaussianBlur stdDeviation="30"/></filter>`;
  const endless = SVG.replace('<rect', `${noise}<rect filter="url(#f)"`).replace(
    'width="9" height="9"',
    'width="40" height="20"',
  );
  await assert.rejects(png({ svg: endless, widthPixels: 4000 }), ProblemError);
  const { png: patient } = rasterizer(context);
  assert.equal(pngSize(await patient({ svg: SVG, widthPixels: 40 })).width, 40);
});

test('when too many wait, the next is told to come back', async (context) => {
  const { png } = rasterizer(context);
  const all = Array.from({ length: 33 }, () => png({ svg: SVG, widthPixels: 40 }));
  const results = await Promise.allSettled(all);
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 32);
  const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
  assert.equal((refused.reason as ProblemError).problem.status, 503);
});
