// What tests of several forms share: one permalink, and every scenario of the lab traced once.
import { labScenarios, labTree } from '@delegraph/lab';
import { type TraceRun, traceIn } from '@delegraph/lab/testing';
import type { Permalink } from '../permalink.ts';

export const permalink: Permalink = {
  origin: 'https://delegraph.example',
  id: 'Tr4ce-Id_0',
  pictureVersion: '3',
};

let traced: Promise<{ id: string; run: TraceRun }[]> | undefined;

export function galleryTraces(): Promise<{ id: string; run: TraceRun }[]> {
  traced ??= Promise.all(
    labScenarios.map(async ({ id, name, type }) => ({ id, run: await traceIn(labTree, `${name} ${type}`) })),
  );
  return traced;
}
