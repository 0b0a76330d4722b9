// A scene without its words: what a tile has room for.
import type { Scene, Shape } from './scene.ts';

/** The scene as it is seen from afar: cards, dots and lines, no text and no labels. */
export function miniatureOf(scene: Scene): Scene {
  return { ...scene, shapes: scene.shapes.flatMap(wordless) };
}

function wordless(shape: Shape): Shape[] {
  if (shape.kind === 'text') return [];
  if (shape.kind !== 'group') return [shape];
  const children = shape.children.flatMap(wordless);
  // A pill without its words is a smudge.
  const isPill = children.length > 0 && children.every(({ className }) => className.startsWith('pill'));
  return children.length === 0 || isPill ? [] : [{ ...shape, label: '', children }];
}
