import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convert } from '@asciidoctor/core';
import type { TraceState } from '@delegraph/model';
import {
  asciidocSnippet,
  badgeSnippet,
  chatSnippet,
  htmlSnippet,
  iframeSnippet,
  jiraSnippet,
  markdownSnippet,
} from './snippets.ts';
import { galleryTraces, permalink } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';
import { visibleText } from './visible-text.ts';

const P = 'https://delegraph.example/t/Tr4ce-Id_0';

async function allLame(): Promise<TraceState> {
  return (await galleryTraces()).find(({ id }) => id === 'lame-refused')!.run.state;
}

function decoded(html: string): string {
  const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (_, point?: string, name?: string) =>
    point === undefined ? names[name!]! : String.fromCodePoint(Number(point)),
  );
}

test('the snippets have the shapes that were promised', async () => {
  const state = await allLame();
  const told =
    'resolves to 192.0.2.11, but ns3.lame-refused.test (203.0.113.13) does not serve lame-refused.test; the operator of ns3.lame-refused.test must repair that';
  const text = `www.lame-refused.test ${told}, 2026-01-01 00:00 UTC`;
  const escaped = text.replace('(', String.raw`\(`).replace(')', String.raw`\)`);
  assert.equal(
    markdownSnippet(state, permalink),
    `[![${escaped}](${P}.png?v=3)](${P}/www.lame-refused.test)`,
  );
  assert.equal(
    htmlSnippet(state, permalink),
    `<a href="${P}"><picture>\n` +
      `<source media="(prefers-color-scheme: dark)" srcset="${P}.svg?theme=dark&amp;v=3">\n` +
      `<img alt="${text}" src="${P}.svg?theme=light&amp;v=3" width="900"></picture></a>`,
  );
  const inAsciidoc = text.replace(/[();]/g, (char) => `&#${char.charCodeAt(0)};`);
  assert.equal(
    asciidocSnippet(state, permalink),
    `image::${P}.svg?v=3[alt="${inAsciidoc}",width=900,link=${P}]`,
  );
  assert.equal(jiraSnippet(permalink), `[!${P}.png?v=3|width=900!|${P}]`);
  assert.equal(
    chatSnippet(state, permalink),
    `▲ *www.lame-refused.test* ${told}, asked 2026-01-01 00:00Z from test ${P}/www.lame-refused.test`,
  );
  assert.equal(
    badgeSnippet(state, permalink),
    '[![delegation](https://delegraph.example/badge/www.lame-refused.test.svg)](https://delegraph.example/?name=www.lame-refused.test)',
  );
  assert.match(
    iframeSnippet(state, permalink, { width: 640, height: 480 }),
    /^<iframe src="https:\/\/delegraph\.example\/embed\/Tr4ce-Id_0" width="640" height="480" sandbox="[^"]*" loading="lazy" title="[^"]*"><\/iframe>$/,
  );
});

test('in HTML, a hostile text is the value of its attribute and no more', async () => {
  const state = await allLame();
  for (const [what, payload] of Object.entries(payloads)) {
    const picture = htmlSnippet(state, permalink, { alternativeText: payload });
    const alt =
      /^<a href="[^"<>]*"><picture>\n<source media="[^"<>]*" srcset="[^"<>]*">\n<img alt="([^"<>]*)" src="[^"<>]*" width="900"><\/picture><\/a>$/.exec(
        picture,
      );
    assert.equal(decoded(alt?.[1] ?? ''), visibleText(payload), what);
    const frame = iframeSnippet(state, permalink, { alternativeText: payload });
    const title =
      /^<iframe src="[^"<>]*" [^"<>]*="900" [^"<>]*="600" sandbox="[^"<>]*" loading="lazy" title="([^"<>]*)"><\/iframe>$/.exec(
        frame,
      );
    assert.equal(decoded(title?.[1] ?? ''), visibleText(payload), what);
  }
});

test('Asciidoctor shows a hostile text as the description of one picture', async () => {
  const state = await allLame();
  for (const [what, payload] of Object.entries(payloads)) {
    const html = await convert(asciidocSnippet(state, permalink, { alternativeText: payload }));
    assert.ok(typeof html === 'string');
    const parts =
      /^<div class="imageblock">\n<div class="content">\n<a class="image" href="([^"]*)"><img src="([^"]*)" alt="([^"<>]*)" width="900"><\/a>\n<\/div>\n<\/div>$/.exec(
        html.trim(),
      );
    assert.ok(parts, `${what}: ${html}`);
    assert.deepEqual([parts[1], parts[2]], [P, `${P}.svg?v=3`], what);
    assert.equal(decoded(parts[3]!), visibleText(payload), what);
  }
});

test('in a chat, nothing is markup, a mention or a second line', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { state, target } = await hostileTrace(payload);
    const asked = { ...state, question: { name: target, type: 'TXT' } };
    const line = chatSnippet(asked, permalink);
    assert.doesNotMatch(line, /[\p{C}\p{Zl}\p{Zp}<>&@`~]/u, what);
    assert.equal(line.split('*').length, 3, what);
    const address = line.split(' ').at(-1)!;
    assert.match(address, /^https:\/\/delegraph\.example\/t\/Tr4ce-Id_0\/[\w.%-]+$/, what);
    assert.equal(decodeURIComponent(address.slice(P.length + 1)), target, what);
  }
});
