// A scene as SVG text that stands alone: no script, no link, no foreign object, its styles inside.
import type { Scene, Shape } from './scene.ts';
import { sceneStyles } from './styles.ts';
import { darkTheme, lightTheme } from './theme.ts';

export interface SvgOptions {
  /** `auto` follows the reader's system by a media query, which image converters do not know. */
  theme: 'light' | 'dark' | 'auto';
  /** Whether the ground is painted; true unless said. */
  background?: boolean;
}

/** The SVG text of `scene`. Every colour is written out, so that converters without CSS variables draw it too. */
export function sceneToSvg(scene: Scene, { theme, background = true }: SvgOptions): string {
  const { width, height, title, shapes } = scene;
  const ground = background ? `<rect class="ground" width="${width}" height="${height}"/>` : '';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<style>${stylesOf(theme)}</style>`,
    `<g class="diagram">${ground}${shapes.map(shapeToSvg).join('\n')}</g>`,
    '</svg>\n',
  ].join('\n');
}

function stylesOf(theme: SvgOptions['theme']): string {
  if (theme === 'dark') return sceneStyles(darkTheme);
  const light = sceneStyles(lightTheme);
  return theme === 'light' ? light : `${light}@media (prefers-color-scheme:dark){${sceneStyles(darkTheme)}}`;
}

function shapeToSvg(shape: Shape): string {
  const className = `class="${escapeXml(shape.className)}"`;
  switch (shape.kind) {
    case 'group': {
      const moved = shape.x === 0 && shape.y === 0 ? '' : ` transform="translate(${shape.x} ${shape.y})"`;
      const title = shape.label === '' ? '' : `<title>${escapeXml(shape.label)}</title>`;
      return `<g ${className}${moved}>${title}${shape.children.map(shapeToSvg).join('')}</g>`;
    }
    case 'rect':
      return `<rect ${className} x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}"/>`;
    case 'circle':
      return `<circle ${className} cx="${shape.x}" cy="${shape.y}" r="${shape.radius}"/>`;
    case 'path':
      return `<path ${className} d="${shape.d}"/>`;
    default: {
      const anchor = shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`;
      return `<text ${className} x="${shape.x}" y="${shape.y}"${anchor}>${escapeXml(shape.text)}</text>`;
    }
  }
}

// What XML 1.0 section 2.2 leaves out: it cannot be written even as a reference.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}
