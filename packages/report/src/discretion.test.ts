// A report for outsiders: server names, but no address in any form that is text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressesOfZone } from '@delegraph/model';
import { graphvizForm } from './graphviz-form.ts';
import { markdownForm } from './markdown-form.ts';
import { mermaidForm } from './mermaid-form.ts';
import {
  asciidocSnippet,
  chatSnippet,
  htmlSnippet,
  iframeSnippet,
  jiraSnippet,
  markdownSnippet,
} from './snippets.ts';
import { galleryTraces, permalink } from './testing/forms.ts';
import { textForm } from './text-form.ts';

const DISCREET = { addresses: false } as const;

test('no form tells an address when none is to be told, and each still names the servers', async () => {
  for (const { id, run } of await galleryTraces()) {
    const { state } = run;
    const forms = {
      txt: textForm(state, permalink, DISCREET),
      md: markdownForm(state, permalink, DISCREET),
      mmd: mermaidForm(state, DISCREET),
      dot: graphvizForm(state, DISCREET),
      markdown: markdownSnippet(state, permalink, DISCREET),
      html: htmlSnippet(state, permalink, DISCREET),
      asciidoc: asciidocSnippet(state, permalink, DISCREET),
      jira: jiraSnippet(permalink, DISCREET),
      chat: chatSnippet(state, permalink, DISCREET),
      iframe: iframeSnippet(state, permalink, DISCREET),
    };
    const answers = state.lookups.flatMap(({ outcome }) =>
      outcome?.kind === 'answer' ? outcome.records.map(({ data }) => data) : [],
    );
    const addresses = state.zones.flatMap((zone) =>
      addressesOfZone(state, zone).map(({ address }) => address),
    );
    for (const [form, text] of Object.entries(forms)) {
      const words = new Set(text.split(/[^\w.:]+/u).map((word) => word.replace(/[.:]$/u, '')));
      for (const address of [...addresses, ...answers])
        assert.ok(!words.has(address), `${id}.${form}: ${address}`);
    }
    const [zone] = state.zones.slice(-1);
    for (const { name } of zone!.nameServers) assert.ok(forms.txt.includes(`${name}.`), `${id}: ${name}`);
    for (const line of forms.txt.split('\n')) assert.ok(line.length <= 78, `${id}: ${line}`);
  }
});

test('pictures in a discreet snippet are asked for without addresses', async () => {
  const { state } = (await galleryTraces())[0]!.run;
  assert.match(markdownSnippet(state, permalink, DISCREET), /\.png\?addresses=0&v=3\)/);
  assert.match(markdownForm(state, permalink, DISCREET), /\.png\?addresses=0&v=3\)/);
});

test('proof is asked of servers by their names', async () => {
  const { state } = (await galleryTraces()).find(({ id }) => id === 'shop')!.run;
  const text = textForm(state, permalink, DISCREET);
  assert.match(text, /\n; <<>> dig \+norec [^\n]*@ns3\.shop-dns\.example\. shop\.test\. SOA\n/);
  assert.match(text, /\n;; SERVER: ns3\.shop-dns\.example\. \(TCP\)\n/);
  assert.match(text, /\npop7\.cloud\.test\. +20 +IN A +\[address\]\n/);
  assert.match(text, /; www\.shop\.test resolves to an address, but ns3\.shop-dns\.example does not\n/);
});
