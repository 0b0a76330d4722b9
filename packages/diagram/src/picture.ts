// A picture as a file: scenes laid over each other on one ground, with what a reader who cannot see it is told.
import type { Scene } from './scene.ts';

/** Raised when the same trace is drawn differently: links to pictures carry it, so that old ones may be kept for good. */
export const RENDERER_VERSION = 3;

/** A scene in its place. `className` tells what it is: `diagram` for the graph itself. */
export interface Layer {
  scene: Pick<Scene, 'shapes'>;
  className: 'diagram' | 'frame';
  x: number;
  y: number;
  scale: number;
}

export interface Picture {
  width: number;
  height: number;
  /** One sentence: the alternative text. */
  title: string;
  /** What the picture shows at more length; empty for nothing more. */
  description: string;
  /** From back to front. */
  layers: readonly Layer[];
  /** Rules beside those of diagramCss, for classes that few pictures have. */
  moreCss?: string;
}

/** `scene` by itself as a picture. */
export function pictureOf(scene: Scene): Picture {
  const { width, height, title } = scene;
  return {
    width,
    height,
    title,
    description: '',
    layers: [{ scene, className: 'diagram', x: 0, y: 0, scale: 1 }],
  };
}
