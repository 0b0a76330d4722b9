// How the picture is dressed: one rule per class name. Colours come from the theme, sizes from the table of fonts.
import { DETAIL_FONTS, FONTS } from './text-width.ts';
import type { ThemeTokens } from './theme.ts';

const FAMILIES = {
  sans: `system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif`,
  mono: `'JetBrains Mono',ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace`,
} as const;

const fontRules = rulesOf(FONTS);

// Single classes only, later rules win: some SVG converters know no more of CSS than that.
const rules = [
  ...fontRules,
  '.ground{fill:var(--page)}',
  '.text{fill:var(--text)}',
  '.text--muted{fill:var(--muted)}',
  '.text--ok{fill:var(--ok)}',
  '.text--notice{fill:var(--notice)}',
  '.text--warning{fill:var(--warning)}',
  '.text--suspect{fill:var(--warning)}',
  '.text--error{fill:var(--error)}',
  '.text--alias{fill:var(--alias)}',

  '.box{fill:var(--card);stroke:var(--border);stroke-width:1}',
  '.box--warning{stroke:var(--warning);stroke-width:2;stroke-dasharray:7 4}',
  '.box--error{stroke:var(--error);stroke-width:2.5}',
  '.box--asking{stroke-dasharray:1 3;stroke-linecap:round}',
  '.box--alias{fill:var(--alias-fill);stroke:var(--alias);stroke-width:1.5}',
  '.box--answer{fill:var(--ok-fill);stroke:var(--ok);stroke-width:2}',
  '.box-inner{fill:none;stroke:var(--ok);stroke-width:1}',
  '.box--nodata{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:6 4}',
  '.box--nxdomain{fill:var(--error-fill);stroke:var(--error);stroke-width:2}',
  '.box--failed{fill:var(--error-fill);stroke:var(--error);stroke-width:2}',
  '.box--cut{fill:var(--skipped-fill);stroke:var(--skipped);stroke-width:1.5;stroke-dasharray:2 3}',
  '.box--address{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:2 3}',

  '.row{fill:none}',
  '.row--notice{fill:var(--notice-fill)}',
  '.row--warning{fill:var(--warning-fill)}',
  '.row--error{fill:var(--error-fill)}',

  '.dot{fill:none}',
  '.dot--ok{fill:var(--ok)}',
  '.dot--v6{fill-opacity:.72}',
  '.dot--notice{fill:var(--notice);fill-opacity:1}',
  '.dot--warning{fill:var(--warning);fill-opacity:1}',
  '.dot--error{fill:var(--error);fill-opacity:1}',
  '.dot--suspect{stroke:var(--warning);stroke-width:1.5;stroke-dasharray:2 1.5}',
  '.dot--asking{stroke:var(--muted);stroke-width:1.5}',
  '.dot--waiting{stroke:var(--border);stroke-width:1;stroke-opacity:.7}',
  '.dot--skipped{stroke:var(--skipped);stroke-width:1}',

  '.glyph{fill:none;stroke-linecap:round;stroke-linejoin:round}',
  '.glyph--lock{fill:var(--ok)}',
  '.glyph--shackle{stroke:var(--ok);stroke-width:1.8}',
  '.glyph--notice{fill:var(--notice)}',
  '.glyph--warning{fill:var(--warning);stroke:var(--warning);stroke-width:1.5}',
  '.glyph--error{fill:var(--error)}',
  '.glyph--ok{fill:var(--ok)}',
  '.glyph--running{stroke:var(--muted);stroke-width:1.5;stroke-dasharray:3 2}',
  '.glyph--neutral{fill:var(--muted)}',
  '.glyph--mark{stroke:var(--card);stroke-width:2}',
  '.glyph--slash{stroke:var(--skipped);stroke-width:1}',

  '.line{fill:none;stroke:var(--line);stroke-width:1.5}',
  '.line--referral{stroke-width:1.8;stroke-opacity:.72}',
  '.line--source{stroke-width:1.4;stroke-opacity:.6}',
  '.line--glue-warning{stroke:var(--warning);stroke-width:2;stroke-dasharray:6 4}',
  '.line--glue-error{stroke:var(--error);stroke-width:2;stroke-dasharray:6 4}',
  '.line--odd{stroke:var(--warning);stroke-width:2;stroke-dasharray:2 4;stroke-linecap:round}',
  '.line--unanswered{stroke:var(--error);stroke-width:2;stroke-dasharray:3 3}',
  '.line--untested{stroke:var(--skipped);stroke-width:1;stroke-dasharray:1 4}',
  '.line--alias{stroke:var(--alias);stroke-width:2}',
  '.line--dependency{stroke:var(--notice);stroke-width:1.5;stroke-dasharray:2 4;stroke-linecap:round}',
  '.glue{fill:var(--line)}',
  '.arrow{fill:var(--line)}',
  '.arrow--referral{fill-opacity:.8}',
  '.arrow--source{fill-opacity:.7}',
  '.arrow--untested{fill:var(--skipped)}',
  '.arrow--glue-warning{fill:var(--warning)}',
  '.arrow--glue-error{fill:var(--error)}',
  '.arrow--odd{fill:var(--warning)}',
  '.arrow--alias{fill:var(--alias)}',
  '.arrow--dependency{fill:var(--notice)}',

  '.pill{fill:var(--card);stroke:var(--border);stroke-width:1}',
  '.pill--glue-warning{fill:var(--warning-fill);stroke:var(--warning)}',
  '.pill--glue-error{fill:var(--error-fill);stroke:var(--error)}',
  '.pill--unanswered{fill:var(--error-fill);stroke:var(--error)}',
  '.pill--odd{fill:var(--warning-fill);stroke:var(--warning)}',
  '.pill--alias{fill:var(--alias-fill);stroke:var(--alias)}',
  '.pill--dependency{stroke:var(--notice)}',

  '.band--ok{fill:var(--ok)}',
  '.band--warning{fill:var(--warning)}',
  '.band--error{fill:var(--error)}',
  '.band--running{fill:var(--muted)}',
  '.band--neutral{fill:var(--muted)}',
  '.rule{fill:none;stroke:var(--border-quiet);stroke-width:1}',
];

/** The rules of every class in a scene, with the colours as CSS variables: what a page adds to themeCss. */
export const diagramCss = `${rules.join('\n')}\n`;

/** What diagramCss does not say: how the picture is dressed at the other levels of detail, which only a page has. */
export const detailCss = `${[
  ...rulesOf(DETAIL_FONTS),
  '.glyph--large{stroke-width:4}',
  '.glyph--small{stroke-width:.8}',
  '.listed{fill:var(--card)}',
  '.listed--notice{fill:var(--notice-fill)}',
  '.listed--warning{fill:var(--warning-fill)}',
  '.listed--error{fill:var(--error-fill)}',
].join('\n')}\n`;

/** The same rules, and `moreCss`, with the colours of one theme written out, for a picture that stands alone. */
export function sceneStyles(tokens: ThemeTokens, moreCss = ''): string {
  return (diagramCss + moreCss).replace(/var\(--([a-z-]+)\)/g, (_, name: string) => {
    const value = (tokens as Readonly<Record<string, string>>)[name];
    if (value === undefined)
      throw new RangeError(`diagramCss names the colour --${name}, which the theme does not have`);
    return value;
  });
}

function rulesOf(
  fonts: Readonly<Record<string, { sizePx: number; face: keyof typeof FAMILIES; weight: number }>>,
): string[] {
  return Object.entries(fonts).map(
    ([name, { sizePx, face, weight }]) =>
      `.font-${name}{font-family:${FAMILIES[face]};font-size:${sizePx}px;font-weight:${weight}}`,
  );
}
