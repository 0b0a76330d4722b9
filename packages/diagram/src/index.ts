export { type DelegationGraph, delegationGraph } from './delegation-graph.ts';
export { findingWords } from './finding-words.ts';
export type { GraphScope } from './graph-scope.ts';
export { type Orientation, type PlacedGraph, placeGraph } from './place-graph.ts';
export { buildScene } from './build-scene.ts';
export { type Detail, detailAt } from './detail.ts';
export { type LegendEntry, type LegendPart, legendOf } from './legend.ts';
export { type SelectedServer, serverLines } from './server-lines.ts';
export { wayLines } from './way-lines.ts';
export { dependencyScene } from './dependency-scene.ts';
export { miniatureOf } from './miniature.ts';
export type { Scene, Shape, Subject } from './scene.ts';
export { type Caption, TONE_WORDS } from './caption.ts';
export type { Tone } from './glyphs.ts';
export { type Picture, RENDERER_VERSION } from './picture.ts';
export { framePicture } from './frame-picture.ts';
export { type OverlayChanges, type OverlayGraph, type OverlayMark, overlayGraph } from './overlay-graph.ts';
export { overlayCss, overlayScene } from './overlay-scene.ts';
export { overlayPicture } from './overlay-picture.ts';
export { CARD_PICTURE, cardPicture } from './card-picture.ts';
export {
  captionWithoutAddresses,
  familyOf,
  graphWithoutAddresses,
  pictureWithoutAddresses,
  sentenceWithoutAddresses,
  textWithoutAddresses,
} from './hidden-addresses.ts';
export { plainPicture } from './plain-picture.ts';
export {
  type PictureMetadata,
  type SvgOptions,
  TRACE_NAMESPACE,
  pictureToSvg,
  sceneToSvg,
} from './scene-to-svg.ts';
export { detailCss, diagramCss, sceneStyles } from './styles.ts';
export { type ThemeTokens, darkTheme, lightTheme, themeCss } from './theme.ts';
export { type Font, textWidth } from './text-width.ts';
