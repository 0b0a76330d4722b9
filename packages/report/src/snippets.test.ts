import assert from 'node:assert/strict';
import { test } from 'node:test';
import { convert } from '@asciidoctor/core';
import type { TraceState } from '@delegraph/model';
import { markdownForm } from './markdown-form.ts';
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
    badgeSnippet({ ...state, profile: 'internet' }, permalink),
    '[![delegation](https://delegraph.example/badge/www.lame-refused.test.svg)](https://delegraph.example/?name=www.lame-refused.test)',
  );
  assert.match(
    iframeSnippet(state, permalink, { width: 640, height: 480 }),
    /^<iframe src="https:\/\/delegraph\.example\/embed\/Tr4ce-Id_0" width="640" height="480" sandbox="[^"]*" loading="lazy" title="[^"]*"><\/iframe>$/,
  );
});

test('what is wished of the picture is wished in every snippet that shows it', async () => {
  const state = await allLame();
  const wishes = { theme: 'dark', width: 640, scope: { lookupId: 2 }, findings: false } as const;
  const parameters = 'theme=dark&w=640&scope=lookup:2&findings=0&v=3';
  assert.ok(markdownSnippet(state, permalink, wishes).includes(`(${P}.png?${parameters})`));
  assert.ok(markdownForm(state, permalink, wishes).includes(`(${P}.png?${parameters})`));
  assert.ok(asciidocSnippet(state, permalink, wishes).includes(`::${P}.svg?${parameters}[`));
  assert.ok(jiraSnippet(permalink, wishes).startsWith(`[!${P}.png?${parameters}|width=640!|`));
  const html = htmlSnippet(state, permalink, wishes);
  assert.ok(html.includes(`src="${P}.svg?${parameters.replaceAll('&', '&amp;')}" width="640"`));
  assert.doesNotMatch(html, /<source/);
  assert.ok(iframeSnippet(state, permalink, wishes).includes('/embed/Tr4ce-Id_0?v=1&amp;theme=dark"'));
});

test('a picture in the theme of its reader is an SVG; a PNG cannot change', async () => {
  const state = await allLame();
  const wishes = { theme: 'auto' } as const;
  assert.equal(markdownSnippet(state, permalink, wishes), markdownSnippet(state, permalink));
  assert.equal(htmlSnippet(state, permalink, wishes), htmlSnippet(state, permalink));
  assert.equal(iframeSnippet(state, permalink, wishes), iframeSnippet(state, permalink));
  assert.ok(asciidocSnippet(state, permalink, wishes).startsWith(`image::${P}.svg?theme=auto&v=3[`));
});

test('a badge is about traces from the same root servers, if there are any of those', async () => {
  const state = await allLame();
  assert.equal(
    badgeSnippet({ ...state, profile: 'lab' }, permalink),
    '[![delegation](https://delegraph.example/badge/www.lame-refused.test.svg?profile=lab)](https://delegraph.example/?name=www.lame-refused.test&profile=lab)',
  );
  assert.equal(badgeSnippet({ ...state, profile: 'staging' }, permalink), '');
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
