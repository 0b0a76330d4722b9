export { type DelegationGraph, delegationGraph } from './delegation-graph.ts';
export { type PlacedGraph, placeGraph } from './place-graph.ts';
export { buildScene } from './build-scene.ts';
export { miniatureOf } from './miniature.ts';
export type { Scene, Shape, Subject } from './scene.ts';
export { type SvgOptions, sceneToSvg } from './scene-to-svg.ts';
export { diagramCss, sceneStyles } from './styles.ts';
export { type ThemeTokens, darkTheme, lightTheme, themeCss } from './theme.ts';
export { type Font, textWidth } from './text-width.ts';
