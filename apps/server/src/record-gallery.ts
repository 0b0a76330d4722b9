// `node record-gallery.ts DIRECTORY`: writes what the empty page shows without asking anybody: the list of scenarios, and of
// each its recorded trace and its picture in small, light and dark. A step of the build.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verdictOf } from '@delegraph/diagnosis';
import { buildScene, delegationGraph, miniatureOf, placeGraph, sceneToSvg } from '@delegraph/diagram';
import { labScenarios } from '@delegraph/lab';
import { initialTraceState, reduceTrace } from '@delegraph/model';
import { recordScenario } from './record-scenario.ts';

const directory = process.argv[2];
if (directory === undefined) throw new Error('Say where to write: node record-gallery.ts DIRECTORY.');
await mkdir(directory, { recursive: true });
const tiles = [];
for (const scenario of labScenarios) {
  const events = await recordScenario(scenario);
  const state = events.reduce(reduceTrace, initialTraceState);
  const miniature = miniatureOf(buildScene(placeGraph(delegationGraph(state))));
  const write = (suffix: string, text: string) => writeFile(join(directory, `${scenario.id}${suffix}`), text);
  await write('.ndjson', events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  for (const theme of ['light', 'dark'] as const)
    await write(`.${theme}.svg`, sceneToSvg(miniature, { theme, background: false }));
  const { expects: _expects, ...told } = scenario;
  tiles.push({
    ...told,
    verdict: verdictOf(state).sentence,
    width: miniature.width,
    height: miniature.height,
  });
}
await writeFile(join(directory, 'gallery.json'), JSON.stringify({ scenarios: tiles }));
