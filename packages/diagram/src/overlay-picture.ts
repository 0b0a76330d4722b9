// Two traces over each other as a picture that explains itself where it is pasted.
import type { Caption } from './caption.ts';
import { framePicture } from './frame-picture.ts';
import type { OverlayGraph } from './overlay-graph.ts';
import { overlayCss, overlayScene, placeOverlay } from './overlay-scene.ts';
import type { Picture } from './picture.ts';

/** The overlay with its caption. */
export function overlayPicture(overlay: OverlayGraph, caption: Caption): Picture {
  const framed = framePicture(placeOverlay(overlay), caption);
  const scene = overlayScene(overlay);
  return {
    ...framed,
    moreCss: overlayCss,
    layers: framed.layers.map((layer) => (layer.className === 'diagram' ? { ...layer, scene } : layer)),
  };
}
