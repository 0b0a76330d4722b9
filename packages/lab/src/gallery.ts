// The gallery: one small Internet that holds every scenario, and the scenarios in the order a visitor meets them.
import { aliases } from './gallery/aliases.ts';
import { delegations } from './gallery/delegations.ts';
import { disagreements } from './gallery/disagreements.ts';
import { lameDelegations } from './gallery/lame.ts';
import type { GalleryEntry, LabScenario } from './gallery/scenario.ts';
import { transportAndAnswers } from './gallery/transport.ts';
import { world } from './gallery/world.ts';
import { type ZoneTree, rootHintsOf, zoneTree } from './zone-tree.ts';

export type { LabScenario } from './gallery/scenario.ts';

const entries: readonly GalleryEntry[] = [
  ...aliases,
  ...delegations,
  ...disagreements,
  ...lameDelegations,
  ...transportAndAnswers,
];

/** The tree in which all scenarios live. */
export const labTree: ZoneTree = zoneTree(Object.assign({}, world, ...entries.map((entry) => entry.zones)));

/** What one can trace in `labTree`, and what the trace finds. */
export const labScenarios: readonly LabScenario[] = entries.map(
  ({ id, name, type, title, sentence, kind, expects }) => ({
    id,
    name,
    type,
    title,
    sentence,
    kind,
    expects,
  }),
);

/** The root servers of `labTree`. */
export const labHints = rootHintsOf(labTree);
