// From a placed graph to the shapes: edges behind, cards before them, the words of the edges on top.
import type { Detail } from './detail.ts';
import { drawEdge, drawPills } from './draw-edge.ts';
import { drawLookup } from './draw-lookup.ts';
import { drawZone } from './draw-zone.ts';
import { edgesOf } from './edges.ts';
import type { PlacedGraph } from './place-graph.ts';
import type { Scene } from './scene.ts';

/** The scene of a placed graph. The same graph gives the same scene. At every level of detail the cards and edges are the
 *  same and lie in the same places; exports have the usual one. */
export function buildScene(placed: PlacedGraph, detail: Detail = 'usual'): Scene {
  const edges = edgesOf(placed);
  return {
    width: placed.width,
    height: placed.height,
    title: placed.title,
    shapes: [
      ...edges.map(drawEdge),
      ...placed.zones.map((zone) => drawZone(zone, detail)),
      ...placed.lookups.map((lookup) => drawLookup(lookup, detail)),
      ...drawPills(edges, detail),
    ],
  };
}
