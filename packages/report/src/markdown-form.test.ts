import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withFinalDot } from '@delegraph/model';
import { markdownForm } from './markdown-form.ts';
import { markdownCode, markdownSentence } from './markdown-text.ts';
import { markdownSnippet } from './snippets.ts';
import { galleryTraces, permalink } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';
import { renderers } from './testing/markdown-renderers.ts';

const PAGE = 'https://delegraph.example/t/Tr4ce-Id_0';
const PICTURE = `${PAGE}.png?v=3`;
const harmless = await hostileTrace('harm!less');

for (const [rendererName, render] of Object.entries(renderers)) {
  test(`in ${rendererName}, what strangers wrote is text and nothing else`, async () => {
    const expected = render(markdownForm(harmless.state, permalink));
    for (const [what, payload] of Object.entries(payloads)) {
      const { state, nameServer } = await hostileTrace(payload);
      const rendered = render(markdownForm(state, permalink));
      assert.deepEqual(rendered.structure, expected.structure, what);
      assert.deepEqual(new Set(rendered.addresses), new Set([PAGE, PICTURE]), what);
      const shown = nameServer.replaceAll('|', String.raw`\124`);
      assert.ok(rendered.code.includes(shown), `${what}: ${shown} is not among ${rendered.code.join('\n')}`);
      const block = rendered.code.find((code) => code.includes(`(${withFinalDot(nameServer).slice(0, -1)})`));
      assert.ok(block, `${what}: no evidence from ${nameServer}`);
    }
  });

  test(`in ${rendererName}, the picture of a snippet is one picture in one link`, async () => {
    for (const [what, payload] of Object.entries(payloads)) {
      const { structure, addresses } = render(
        markdownSnippet(harmless.state, permalink, { alternativeText: payload }),
      );
      assert.equal(
        structure.filter((type) => type.startsWith('link') && !type.endsWith('close')).length,
        1,
        what,
      );
      assert.deepEqual(addresses, [`${PAGE}/www.example.test`, PICTURE], what);
    }
  });

  test(`in ${rendererName}, each scenario of the lab has a row for each of its findings`, async () => {
    for (const { id, run } of await galleryTraces()) {
      const { code } = render(markdownForm(run.state, permalink));
      for (const told of run.codes) {
        const isFolded = !markdownForm(run.state, permalink).includes(told);
        assert.ok(isFolded || code.includes(told), `${id}: ${told}`);
      }
    }
  });
}

test('a sentence keeps its plain words; a name, an address and all that is odd become code', () => {
  assert.equal(
    markdownSentence('2 of the servers of _dmarc.example.test (192.0.2.1) say “no”.'),
    '2 of the servers of `_dmarc.example.test` (`192.0.2.1`) say “no”.',
  );
  assert.equal(
    markdownSentence('Mail bob@example.test, see #12: deadbeef'),
    'Mail `bob@example.test`, see `#12`: `deadbeef`',
  );
  const plain = 'Its servers’ IPv6, until 13:30 UTC, by delegraph 0.1.0';
  assert.equal(markdownSentence(plain), plain);
});

test('the fence of a code span is longer than any run of backticks in it', () => {
  assert.equal(markdownCode('a``b'), '```a``b```');
  assert.equal(markdownCode('`'), '`` ` ``');
});

test('a block says severity first, and what parent, zone and glue say of each name server', async () => {
  const traces = await galleryTraces();
  const { run } = traces.find(({ id }) => id === 'two-sets')!;
  const markdown = markdownForm(run.state, permalink);
  assert.match(
    markdown,
    /^## Delegation of `www\.two-sets\.test` A\n\n\*\*`www\.two-sets\.test` resolves to/,
  );
  assert.match(markdown, /\n\| error \| [^|]+ \(`ns-sets-disjoint`\)/);
  assert.match(markdown, /\n\| `[^`]+` \| yes \| no \| yes \| `[^`]+` \| serves \|/);
  assert.match(markdown, /\n\| `[^`]+` \| no \| yes \| no \|/);
});
