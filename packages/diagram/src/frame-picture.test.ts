import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Caption } from './caption.ts';
import { CARD_PICTURE, cardPicture } from './card-picture.ts';
import { delegationGraph } from './delegation-graph.ts';
import { framePicture } from './frame-picture.ts';
import type { Picture } from './picture.ts';
import { placeGraph } from './place-graph.ts';
import { plainPicture } from './plain-picture.ts';
import { pictureToSvg } from './scene-to-svg.ts';
import { stateOf } from './testing/event-log.ts';
import { scenarios } from './testing/scenarios.ts';

const caption: Caption = {
  verdict: 'Resolves to 192.0.2.80, with <1> lame server',
  tone: 'warning',
  question: 'www.shop.test A',
  facts: ['2026-01-02 03:04 UTC', 'asked from FRA'],
  findings: [{ severity: 'error', title: 'Lame: refused', sentence: 'ns3.shop.test answers REFUSED.' }],
  address: 'dns.example/t/abc',
};

function framed(more: Partial<Caption> = {}, name: keyof typeof scenarios = 'troubled'): Picture {
  return framePicture(placeGraph(delegationGraph(stateOf(scenarios[name]()))), { ...caption, ...more });
}

test('a picture says without its colours what it shows, and to those who cannot see it too', () => {
  const svg = pictureToSvg(framed(), { theme: 'light' });
  assert.match(
    svg,
    /<title>www\.shop\.test A: Resolves to 192\.0\.2\.80, with &lt;1&gt; lame server<\/title>/,
  );
  assert.match(svg, /<desc>Warning\. www\.shop\.test A\. .*error: ns3\.shop\.test answers REFUSED\.<\/desc>/);
  assert.match(svg, />Error · Lame: refused</);
  assert.match(svg, /delegraph · dns\.example\/t\/abc</);
});

test('what must be known before all else is never cut off, however long the name is', () => {
  const reservation = 'Uploaded, not asked by this server';
  const question = `${'long-label.'.repeat(22)}test A`;
  const shown = framed({ reservation, question }, 'troubled');
  assert.match(pictureToSvg(shown, { theme: 'light' }), />Uploaded, not asked by this server · /);
  assert.match(pictureToSvg(shown, { theme: 'light' }), /<desc>Uploaded, not asked by this server\. Warning/);
  const graph = delegationGraph(stateOf(scenarios.troubled()));
  const card = cardPicture(graph, { ...caption, reservation, facts: [question, question] });
  assert.match(pictureToSvg(card, { theme: 'light' }), />Uploaded, not asked by this server/);
});

test('a running trace is marked as such', () => {
  assert.match(pictureToSvg(framed({ tone: 'running' }), { theme: 'light' }), />Running, not final: /);
});

test('many findings are counted, none makes the picture lower', () => {
  const many = Array.from({ length: 30 }, () => caption.findings[0]!);
  assert.match(
    pictureToSvg(framed({ findings: many }), { theme: 'light' }),
    />22 more findings in the trace</,
  );
  const [none, one, all] = [[], caption.findings, many].map((findings) => framed({ findings }).height);
  assert.ok(none! < one! && one! < all!);
});

test('shown at another width, the picture keeps its proportions', () => {
  const picture = framed();
  const svg = pictureToSvg(picture, { theme: 'light', shownWidth: 600 });
  const height = Math.round((600 * picture.height) / picture.width);
  assert.ok(svg.includes(`viewBox="0 0 ${picture.width} ${picture.height}" width="600" height="${height}"`));
});

test('metadata carries the address and the log, and cannot break out', () => {
  const metadata = { address: 'https://dns.example/t/a?b&"<c>', log: 'eJw=' };
  const svg = pictureToSvg(framed(), { theme: 'light', metadata });
  assert.match(svg, /<metadata><trace [^>]*address="https:\/\/dns\.example\/t\/a\?b&amp;&quot;&lt;c&gt;"/);
  assert.match(svg, / coding="zlib base64">eJw=<\/trace><\/metadata>/);
});

test('texts of equal letters keep their width in any font', () => {
  const svg = pictureToSvg(framed(), { theme: 'light' });
  for (const [element] of svg.matchAll(/<text [^>]*font-(?:server|time|detail|record)[^>]*>[^<]/g))
    assert.match(element, / textLength="[\d.]+"/);
});

test('the lines are explained when there are more than two kinds of them', () => {
  assert.match(pictureToSvg(framed(), { theme: 'light' }), />refers to</);
  assert.doesNotMatch(pictureToSvg(framed({}, 'healthy'), { theme: 'light' }), />refers to</);
});

test('a card is 1200 by 630, and nothing on it goes over its edges', () => {
  for (const name of Object.keys(scenarios) as (keyof typeof scenarios)[]) {
    const long = 'www.a-very-long-name-of-a-shop.of-an-equally-long-company.example.test '.repeat(9);
    for (const verdict of [caption.verdict, long]) {
      const graph = delegationGraph(stateOf(scenarios[name]()));
      const card = cardPicture(graph, { ...caption, verdict, question: `${verdict} A` });
      assert.deepEqual([card.width, card.height], [CARD_PICTURE.width, CARD_PICTURE.height]);
      const shapes = card.layers.flatMap(({ scene, scale }) => (scale === 1 ? scene.shapes : []));
      for (const shape of shapes) {
        if (shape.kind !== 'rect') continue;
        assert.ok(shape.x + shape.width <= card.width && shape.y + shape.height <= card.height, shape.key);
      }
      const lines = card.layers
        .flatMap(({ scene }) => scene.shapes)
        .filter(({ key }) => /^card verdict \d/.test(key));
      assert.ok(lines.length <= 3);
    }
  }
});

test('a verdict of a card is as large as it can be whole, and three lines are the most', () => {
  const graph = delegationGraph(stateOf(scenarios.troubled()));
  const setOf = (verdict: string) => {
    const shapes = cardPicture(graph, { ...caption, verdict }).layers.flatMap(({ scene }) => scene.shapes);
    const lines = shapes.flatMap((shape) =>
      shape.kind === 'text' && /^card verdict \d/.test(shape.key) ? [shape] : [],
    );
    const isLong = lines.every(({ className }) => className.includes('font-card-long-verdict'));
    return { count: lines.length, isLong, isWhole: lines.map(({ text }) => text).join(' ') === verdict };
  };
  assert.deepEqual(setOf(words(4)), { count: 1, isLong: false, isWhole: true });
  assert.deepEqual(setOf(words(8)), { count: 2, isLong: false, isWhole: true });
  assert.deepEqual(setOf(words(12)), { count: 2, isLong: true, isWhole: true });
  assert.deepEqual(setOf(words(17)), { count: 3, isLong: true, isWhole: true });
  assert.deepEqual(setOf(words(40)), { count: 3, isLong: true, isWhole: false });
});

function words(count: number): string {
  return Array.from({ length: count }, () => 'resolves').join(' ');
}

test('a grey picture says its words', () => {
  const svg = pictureToSvg(plainPicture('trace removed', 'It was deleted.'), { theme: 'dark' });
  assert.match(svg, />trace removed</);
  assert.match(svg, /<desc>It was deleted\.<\/desc>/);
});
