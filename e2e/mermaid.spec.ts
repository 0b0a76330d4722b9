// Mermaid itself reads and draws every flowchart we write; it cannot do so without a browser.
import { createRequire } from 'node:module';
import { labScenarios, labTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import { mermaidForm } from '@delegraph/report';
import { type Page, expect, test } from '@playwright/test';

declare const mermaid: {
  initialize: (settings: object) => void;
  parse: (text: string) => Promise<{ diagramType: string }>;
  render: (id: string, text: string) => Promise<{ svg: string }>;
};

const source = createRequire(import.meta.url).resolve('@mermaid-js/tiny');

async function withMermaid(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.addScriptTag({ path: source });
  await page.evaluate(() => mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' }));
}

/** The words Mermaid draws. */
async function drawn(page: Page, text: string): Promise<string> {
  return page.evaluate(async (chart) => {
    const { diagramType } = await mermaid.parse(chart);
    if (!diagramType.startsWith('flowchart')) throw new Error(`it is a ${diagramType}`);
    const { svg } = await mermaid.render('chart', chart);
    const holder = document.createElement('div');
    holder.innerHTML = svg;
    return holder.textContent ?? '';
  }, text);
}

test('every scenario of the lab is a flowchart that Mermaid draws', async ({ page }) => {
  test.setTimeout(120_000);
  await withMermaid(page);
  for (const { id, name, type } of labScenarios) {
    const { state } = await traceIn(labTree, `${name} ${type}`);
    const words = await drawn(page, mermaidForm(state));
    expect(words, id).toContain('root · 13 NS');
    expect(words, id).toContain(`${name}.`);
  }
});

test('hostile names are words in the picture', async ({ page }) => {
  await withMermaid(page);
  const { state } = await traceIn(labTree, 'www.shop.test A');
  const names: [string, string?][] = [
    ['<img src=x onerror=alert(1)>'],
    ['"]; click z0 "https://evil.example"'],
    ['%%{init: {"theme":"dark"}}%%'],
    ['style z0:#fff; classDef ok:#a;'],
    ['`**bold**`'],
    ['$$x$$ &lt; #35;', String.raw`\036\036x\036\036 &lt; #35;`],
    ['fa:fa-bell', String.raw`fa\058fa-bell`],
    ['1. one'],
    ['- one'],
    ['# one'],
  ];
  for (const [hostile, shown = hostile] of names) {
    const zones = state.zones.map((zone) => ({
      ...zone,
      nameServers: zone.nameServers.map((server) => ({ ...server, name: hostile as typeof server.name })),
    }));
    const words = await drawn(page, mermaidForm({ ...state, zones, findings: [] }));
    expect(words.replaceAll('\u00a0', ' ')).toContain(shown);
  }
});
