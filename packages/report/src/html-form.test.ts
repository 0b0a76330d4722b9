import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PageAssets, htmlForm, inlineScript, policyOf } from './html-form.ts';
import { permalink } from './testing/forms.ts';
import { hostileTrace, payloads } from './testing/hostile.ts';

const assets: PageAssets = {
  style: 'body{margin:0}',
  scripts: [
    { type: 'classic', text: 'first()', hash: 'sha256-Zmlyc3Q=' },
    { type: 'module', text: 'start()', hash: 'sha256-c3RhcnQ=' },
  ],
  icon: 'data:,',
};

test('the events are read back from their element, whatever strangers wrote', async () => {
  for (const [what, payload] of Object.entries(payloads)) {
    const { events } = await hostileTrace(payload);
    const html = htmlForm({ events }, permalink, assets);
    // Four elements of script, each with its end, and no comment that could swallow one.
    assert.equal(html.match(/<script/gi)?.length, 3, what);
    assert.equal(html.match(/<\/script/gi)?.length, 3, what);
    assert.doesNotMatch(html, /<!--|<img|[^\P{C}\n]/u, what);
    const data = /id="saved-trace" data-address="([^"]*)">\n([^<]*)<\/script>/.exec(html);
    assert.equal(data?.[1], 'https://delegraph.example/t/Tr4ce-Id_0', what);
    const lines = data[2]!.trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      JSON.parse(JSON.stringify(events)),
      what,
    );
  }
});

test('a trace that was uploaded as a file says so in its file too', async () => {
  const { events } = await hostileTrace('plain');
  const uploadedAt = '2026-11-26T17:00:00.000Z';
  const html = htmlForm({ events, uploadedAt }, permalink, assets);
  assert.match(html, /id="saved-trace" data-address="[^"]*" data-uploaded-at="2026-11-26T17:00:00.000Z">/);
  assert.match(html, /<title>[^<]*\(uploaded from a file\)<\/title>/);
  assert.match(
    html,
    /<noscript><pre>; Uploaded from a file on 2026-11-26: the server that keeps this trace did/,
  );
  assert.doesNotMatch(htmlForm({ events }, permalink, assets), /uploaded/i);
});

test('the policy of the file lets its own scripts run and nothing be fetched', () => {
  const policy = policyOf(assets);
  assert.match(policy, /^default-src 'none'; script-src 'sha256-Zmlyc3Q=' 'sha256-c3RhcnQ=';/);
  assert.doesNotMatch(policy, /connect-src|'self'|https?:/);
});

test('a script cannot end its element: what could is an escape of the same character', () => {
  const script = 'a = "</script>"; b = `<!--</SCRIPT>`; c = /<\\/script/; d = "<script>";';
  const expected = 'a = "\\x3C/script>"; b = `\\x3C!--\\x3C/SCRIPT>`; c = /<\\/script/; d = "<script>";';
  assert.equal(inlineScript(script), expected);
});
