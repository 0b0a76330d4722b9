// Every fault has a picture, and the picture shows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catalogue } from '@delegraph/diagnosis';
import { faultPicture } from './fault-pictures.ts';

test('every code has a picture of a scenario in which it is found', async () => {
  const missing: string[] = [];
  for (const { code } of catalogue) {
    const picture = await faultPicture(code);
    if (!picture) missing.push(code);
    else {
      assert.match(picture.caption, /^\p{Lu}.*\.$/u, code);
      assert.match(picture.svg, /^<svg [^]*<\/svg>\n$/, code);
      assert.match(picture.tallSvg, /^<svg [^]*<\/svg>\n$/, code);
    }
  }
  assert.deepEqual(missing, [], `give each a scenario in packages/diagnosis/src/testing/scenarios.ts`);
});
