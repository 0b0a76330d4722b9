// From a placed graph to the shapes: edges behind, cards before them, the words of the edges on top.
import type { Detail } from './detail.ts';
import { drawEdge, drawPills } from './draw-edge.ts';
import { drawLookup } from './draw-lookup.ts';
import { type CardFold, drawZone } from './draw-zone.ts';
import { edgesOf } from './edges.ts';
import type { PlacedGraph } from './place-graph.ts';
import type { Scene, Shape } from './scene.ts';

/** More elements than about these make a page slow and a file large, so what is well is folded. */
const MOST_ELEMENTS = 1500;

/** The scene of a placed graph. The same graph gives the same scene. At every level of detail the cards and edges are the
 *  same and lie in the same places; exports have the usual one. Of a large graph the cards of zones without a fault are
 *  folded, the last of them first. */
export function buildScene(placed: PlacedGraph, detail: Detail = 'usual'): Scene {
  const edges = edgesOf(placed);
  const behind = edges.map(drawEdge);
  const before = [...placed.lookups.map((lookup) => drawLookup(lookup, detail)), ...drawPills(edges, detail)];
  const room = MOST_ELEMENTS - elementsIn(behind) - elementsIn(before);
  return {
    width: placed.width,
    height: placed.height,
    title: placed.title,
    shapes: [...behind, ...drawZones(placed.zones, detail, room), ...before],
  };
}

function drawZones(zones: PlacedGraph['zones'], detail: Detail, room: number): Shape[] {
  const drawn = zones.map((zone) => drawZone(zone, detail));
  let elements = elementsIn(drawn);
  const fold = (how: CardFold, mayFold: (zone: PlacedGraph['zones'][number]) => boolean): void => {
    for (let index = zones.length - 1; index >= 0 && elements > room; index -= 1) {
      const zone = zones[index]!;
      if (!mayFold(zone)) continue;
      const folded = drawZone(zone, detail, how);
      elements += elementsIn([folded]) - elementsIn([drawn[index]!]);
      drawn[index] = folded;
    }
  };
  // Whose servers all have a row was unfolded by hand, or is small.
  fold('dots', ({ foldedRows }) => foldedRows > 0);
  fold('servers', ({ severity, branch }) => severity === null && branch > 0);
  return drawn;
}

/** As many as the page makes of the shapes: what can be selected has a title, and its inside in a group. */
function elementsIn(shapes: readonly Shape[]): number {
  return shapes.reduce((count, shape) => {
    if (shape.kind !== 'group') return count + 1;
    const isSelectable = shape.subject !== null && shape.label !== '';
    return count + (isSelectable ? 3 : 1) + elementsIn(shape.children);
  }, 0);
}
