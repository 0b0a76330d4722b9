// The pictures on the pages of the faults, drawn when the page is built: a trace of the scenario each fault is tested with.
// The server cannot draw them itself, for these scenarios are no part of it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { catalogue, diagnose } from '@delegraph/diagnosis';
import { type Circumstances, scenarios } from '@delegraph/diagnosis/testing';
import { type Orientation, buildScene, delegationGraph, placeGraph, sceneToSvg } from '@delegraph/diagram';
import { type ZoneTree, labScenarios, labTree, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import type { TraceState } from '@delegraph/model';

/** What is traced to show a fault. */
interface Situation {
  /** One sentence: what the picture shows. */
  caption: string;
  tree: ZoneTree;
  question: string;
  how?: Circumstances;
  /** Finds what only holds outside the lab. */
  profile?: string;
}

export interface FaultPicture {
  code: string;
  /** What the picture shows, and its alternative text. */
  caption: string;
  alt: string;
  svg: string;
  /** The same from top to bottom, for a narrow screen. */
  tallSvg: string;
}

/** Writes the picture of every fault that has a scenario into `directory`, and `pictures.json`, which tells what they show. */
export async function writeFaultPictures(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const pictures: Record<string, Pick<FaultPicture, 'caption' | 'alt'>> = {};
  for (const { code } of catalogue) {
    const picture = await faultPicture(code);
    if (!picture) continue;
    pictures[code] = { caption: picture.caption, alt: picture.alt };
    await writeFile(join(directory, `${code}.svg`), picture.svg);
    await writeFile(join(directory, `${code}.tall.svg`), picture.tallSvg);
  }
  await writeFile(join(directory, 'pictures.json'), `${JSON.stringify(pictures, null, 1)}\n`);
}

/** The picture of one fault; null for one without a scenario, or whose scenario no longer shows it. */
export async function faultPicture(code: string): Promise<FaultPicture | null> {
  const situation = situationOf(code);
  if (!situation) return null;
  const { caption, tree, question, how, profile } = situation;
  const run = await traceIn(tree, question, how);
  const state = profile === undefined ? run.state : elsewhere(run.state, { profile, code });
  if (!state.findings.some((finding) => finding.code === code)) return null;
  const graph = delegationGraph(state);
  const draw = (orientation: Orientation) =>
    sceneToSvg(buildScene(placeGraph(graph, orientation)), { theme: 'auto', background: false });
  return { code, caption, alt: graph.title, svg: draw('across'), tallSvg: draw('down') };
}

/** The smallest scenario there is: the one the code is tested with, before a domain of the gallery. */
function situationOf(code: string): Situation | null {
  const tested = scenarios.find((scenario) => scenario.code === code);
  if (tested) {
    const { situation, tree, question = 'www.example.test. A', how } = tested;
    return { caption: sentenceOf(situation), tree: zoneTree(tree), question, ...(how ? { how } : {}) };
  }
  // That of its own name, or the one with the least beside it.
  const [shown] = labScenarios
    .filter(({ expects }) => expects.includes(code))
    .toSorted((a, b) => Number(b.id === code) - Number(a.id === code) || a.expects.length - b.expects.length);
  if (shown) return { caption: shown.sentence, tree: labTree, question: `${shown.name} ${shown.type}` };
  return OTHERS[code]?.() ?? null;
}

/** What shows only from somewhere else, or in no domain of its own. */
const OTHERS: Readonly<Record<string, () => Situation>> = {
  'vantage-no-ipv6': () => ({
    caption: 'A domain with an IPv6 address, traced from a place without IPv6.',
    tree: labTree,
    question: 'www.healthy.test. A',
    how: { ipv6: false },
  }),
  'budget-exhausted': () => ({
    caption: 'A chain of thirty aliases, of which the trace follows as many as it may.',
    tree: zoneTree({
      '.': { servers: { 'a.root.test.': '198.51.100.1' } },
      'test.': { servers: { 'a.test.': '198.51.100.11' } },
      'example.test.': {
        servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
        records: Array.from({ length: 30 }, (_, i) => `n${i} CNAME n${i + 1}`),
      },
    }),
    question: 'n0.example.test. A',
  }),
  'ns-same-prefix': () => ({
    caption: 'Two name servers in one network.',
    tree: zoneTree({
      '.': { servers: { 'a.root.test.': '198.51.100.1' } },
      'test.': { servers: { 'a.test.': '198.51.100.11' } },
      'example.test.': {
        servers: { 'ns1.example.test.': '203.0.113.1', 'ns2.example.test.': '203.0.113.2' },
        records: ['www A 192.0.2.1'],
      },
    }),
    question: 'www.example.test. A',
    profile: 'internet',
  }),
};

/** The trace with the finding it has under another root profile. */
function elsewhere(state: TraceState, { profile, code }: { profile: string; code: string }): TraceState {
  const findings = diagnose({ ...state, profile }).filter((finding) => finding.code === code);
  return { ...state, profile, findings };
}

function sentenceOf(situation: string): string {
  return `${situation[0]!.toUpperCase()}${situation.slice(1)}.`;
}
