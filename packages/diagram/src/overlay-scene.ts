// Two traces in one picture: what was added has a second frame, what was removed is dashed and pale, what changed has a
// dotted frame, and each of them says so in a word.
import { buildScene } from './build-scene.ts';
import type { OverlayGraph, OverlayMark } from './overlay-graph.ts';
import { MARK_WORDS } from './overlay-zone.ts';
import { type Box, type Orientation, type PlacedGraph, placeGraph } from './place-graph.ts';
import type { Scene, Shape } from './scene.ts';
import { group, rect, text } from './shapes.ts';
import { textWidth } from './text-width.ts';

const FRAME_GAP = 4;
const TAG_HEIGHT = 20;
const TAG_PADDING = 8;
const TAG_INSET = 12;

/** Where everything of both traces lies. */
export function placeOverlay(overlay: OverlayGraph, orientation: Orientation = 'across'): PlacedGraph {
  return placeGraph(overlay, orientation);
}

/** The scene of two traces over each other. The same overlay gives the same scene. */
export function overlayScene(overlay: OverlayGraph, orientation: Orientation = 'across'): Scene {
  const placed = placeOverlay(overlay, orientation);
  const boxes = new Map<string, Box>([
    ...placed.zones.map(({ zone, box }) => [`zone ${zone}`, box] as const),
    ...placed.lookups.map(({ key, box }) => [key, box] as const),
  ]);
  const scene = buildScene(placed);
  const drawn = scene.shapes.map((shape) => {
    const mark = markOf(overlay, shape.key);
    const box = boxes.get(shape.key);
    if (shape.kind !== 'group') return shape;
    const marked = markedGroup(shape, mark, overlay, false);
    return box && mark !== 'same'
      ? { ...marked, children: [...marked.children, ...frame(shape.key, mark, box)] }
      : marked;
  });
  return { ...scene, shapes: drawn };
}

/** The pill of an edge shares its mark. */
function markOf({ marks }: OverlayGraph, key: string): OverlayMark {
  return marks.get(key) ?? marks.get(key.replace(/ pill$/u, '')) ?? 'same';
}

type Group = Extract<Shape, { kind: 'group' }>;

/** `isPale`: what is around it is pale already; opacity multiplies. */
function markedGroup(shape: Group, mark: OverlayMark, overlay: OverlayGraph, isPale: boolean): Group {
  const children = shape.children.map((child) => {
    if (child.kind === 'group')
      return markedGroup(child, markOf(overlay, child.key), overlay, isPale || mark === 'removed');
    if (child.kind !== 'path' || mark === 'same' || !child.className.startsWith('line ')) return child;
    return { ...child, className: `${child.className} overlay-line--${mark}` };
  });
  if (mark === 'same') return { ...shape, children };
  const label =
    shape.label === '' || shape.label.includes(MARK_WORDS[mark]) ? shape.label : `${shape.label}, ${mark}`;
  const pale = mark === 'removed' && !isPale ? ' overlay-pale' : '';
  return { ...shape, className: `${shape.className} overlay--${mark}${pale}`, label, children };
}

/** The frame of a card and the tag on its upper edge. */
function frame(key: string, mark: Exclude<OverlayMark, 'same'>, { width, height }: Box): Shape[] {
  const words = MARK_WORDS[mark];
  const tagWidth = Math.ceil(textWidth(words, 'pill') + 2 * TAG_PADDING);
  return [
    rect(`${key} overlay frame`, `overlay-frame overlay-frame--${mark}`, {
      x: -FRAME_GAP,
      y: -FRAME_GAP,
      width: width + 2 * FRAME_GAP,
      height: height + 2 * FRAME_GAP,
      radius: 10 + FRAME_GAP,
    }),
    group(
      `${key} overlay tag`,
      'overlay-tag-of',
      [
        rect(`${key} overlay tag box`, `overlay-tag overlay-tag--${mark}`, {
          x: 0,
          y: 0,
          width: tagWidth,
          height: TAG_HEIGHT,
          radius: TAG_HEIGHT / 2,
        }),
        text(`${key} overlay tag words`, words, { x: tagWidth / 2, y: 14, font: 'pill', anchor: 'middle' }),
      ],
      { x: width - tagWidth - TAG_INSET, y: -TAG_HEIGHT / 2 - FRAME_GAP },
    ),
  ];
}

/** What diagramCss does not say: the marks. A picture without them does not carry it. */
export const overlayCss = `${[
  '.overlay-pale{opacity:.7}',
  '.overlay-frame{fill:none;stroke:var(--text);stroke-width:1.5}',
  '.overlay-frame--added{stroke-width:2.5}',
  '.overlay-frame--removed{stroke-dasharray:8 5}',
  '.overlay-frame--changed{stroke-width:2;stroke-dasharray:2 3;stroke-linecap:round}',
  '.overlay-tag{fill:var(--card);stroke:var(--text);stroke-width:1.5}',
  '.overlay-tag--removed{stroke-dasharray:4 3}',
  '.overlay-tag--changed{stroke-dasharray:2 3}',
  '.overlay-line--added{stroke-width:3.5;stroke-opacity:1}',
  '.overlay-line--removed{stroke-dasharray:8 5}',
  '.overlay-line--changed{stroke-dasharray:2 3}',
].join('\n')}\n`;
