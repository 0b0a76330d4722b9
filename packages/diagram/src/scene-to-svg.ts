// A picture as SVG text that stands alone: no script, no link, no foreign object, its styles inside.
import { type Layer, type Picture, pictureOf } from './picture.ts';
import type { Scene, Shape } from './scene.ts';
import { sceneStyles } from './styles.ts';
import { type Font, faceOf, textWidth } from './text-width.ts';
import { darkTheme, lightTheme } from './theme.ts';

export interface SvgOptions {
  /** `auto` follows the reader's system by a media query, which image converters do not know. */
  theme: 'light' | 'dark' | 'auto';
  /** Whether the ground is painted; true unless said. */
  background?: boolean;
  /** Pixels it is shown at; its own width unless said. The height follows. */
  shownWidth?: number;
  /** Where the picture is from. None unless said. */
  metadata?: PictureMetadata;
}

/** What lets the picture be opened again. */
export interface PictureMetadata {
  /** The permalink of the trace. */
  address: string;
  /** Its event log, one event on each line, compressed (RFC 1950) and in base64; null when there was no room for it. */
  log: string | null;
}

/** The namespace of `<trace>` in the metadata of a picture. */
export const TRACE_NAMESPACE = 'urn:delegraph:trace';

/** The SVG text of `scene`. */
export function sceneToSvg(scene: Scene, options: SvgOptions): string {
  return pictureToSvg(pictureOf(scene), options);
}

/** The SVG text of `picture`. Every colour is written out, so that converters without CSS variables draw it too. */
export function pictureToSvg(picture: Picture, options: SvgOptions): string {
  const { width, height, title, description, layers, moreCss } = picture;
  const { theme, background = true, shownWidth = width, metadata } = options;
  const shownHeight = Math.round((height * shownWidth) / width);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${shownWidth}" height="${shownHeight}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    ...(description === '' ? [] : [`<desc>${escapeXml(description)}</desc>`]),
    ...(metadata ? [metadataToSvg(metadata)] : []),
    `<style>${stylesOf(theme, moreCss)}</style>`,
    ...(background ? [`<rect class="ground" width="${width}" height="${height}"/>`] : []),
    ...layers.map(layerToSvg),
    '</svg>\n',
  ].join('\n');
}

function metadataToSvg({ address, log }: PictureMetadata): string {
  const content = log === null ? '' : escapeXml(log);
  const coding = log === null ? '' : ' coding="zlib base64"';
  return `<metadata><trace xmlns="${TRACE_NAMESPACE}" address="${escapeXml(address)}"${coding}>${content}</trace></metadata>`;
}

function layerToSvg({ scene, className, x, y, scale }: Layer): string {
  const moved = x === 0 && y === 0 ? '' : `translate(${x} ${y})`;
  const transform = `${moved}${scale === 1 ? '' : `scale(${scale})`}`;
  const placed = transform === '' ? '' : ` transform="${transform}"`;
  return `<g class="${className}"${placed}>${scene.shapes.map(shapeToSvg).join('\n')}</g>`;
}

function stylesOf(theme: SvgOptions['theme'], moreCss: string | undefined): string {
  if (theme === 'dark') return sceneStyles(darkTheme, moreCss);
  const light = sceneStyles(lightTheme, moreCss);
  return theme === 'light'
    ? light
    : `${light}@media (prefers-color-scheme:dark){${sceneStyles(darkTheme, moreCss)}}`;
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
      return `<text ${className} x="${shape.x}" y="${shape.y}"${anchor}${lengthOf(shape)}>${escapeXml(shape.text)}</text>`;
    }
  }
}

/** In an image no web font is loaded: a text of equal letters is kept at its width, whichever font stands in. */
function lengthOf({ className, text }: Extract<Shape, { kind: 'text' }>): string {
  const font = className.split(' ').find((word) => word.startsWith('font-'));
  if (font === undefined || text === '') return '';
  const name = font.slice('font-'.length) as Font;
  return faceOf(name).face === 'mono' ? ` textLength="${Math.round(textWidth(text, name) * 10) / 10}"` : '';
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
