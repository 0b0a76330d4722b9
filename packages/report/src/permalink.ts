// Where a trace and its pictures are to be seen: every address that a form or a snippet points to.
import type { GraphScope } from '@delegraph/diagram';
import { type DomainName, type TraceState, withFinalDot } from '@delegraph/model';

export interface Permalink {
  /** Of the instance that keeps the trace: `https://delegraph.example`, without a final slash. */
  origin: string;
  id: string;
  /** Of the renderer. A picture at an address that names it may be kept for good. */
  pictureVersion: string;
}

/** What of the trace a picture shows, and how; what is left out is as usual. */
export interface PictureWishes {
  /** `auto` follows the reader's system, in an SVG only. */
  theme?: 'light' | 'dark' | 'auto';
  /** In CSS pixels. */
  width?: number;
  /** Pixels of a PNG for each CSS pixel. */
  scale?: 1 | 2;
  scope?: GraphScope;
  /** Whether they are listed below the graph. */
  findings?: boolean;
  /** Whether addresses are shown; without them, a picture carries no log either. */
  addresses?: boolean;
}

/** The shortest address of the trace's page. */
export function pageAddress({ origin, id }: Permalink): string {
  return `${origin}/t/${encodeURIComponent(id)}`;
}

/** The address that tells in a chat which name was traced. */
export function namedPageAddress(permalink: Permalink, { question }: TraceState): string {
  return question ? `${pageAddress(permalink)}/${inAddress(question.name)}` : pageAddress(permalink);
}

/** The address of a picture. A PNG has one theme, so there “auto” is as if nothing were wished. */
export function pictureAddress(
  permalink: Permalink,
  format: 'svg' | 'png',
  { theme, width, scale, scope, findings, addresses }: PictureWishes = {},
): string {
  const isThemed = theme !== undefined && (theme !== 'auto' || format === 'svg');
  const parameters = [
    ...(isThemed ? [`theme=${theme}`] : []),
    ...(width === undefined ? [] : [`w=${width}`]),
    ...(scale === 2 ? ['scale=2'] : []),
    ...(scope === undefined || scope === 'all' ? [] : [`scope=${scopeText(scope)}`]),
    ...(findings === false ? ['findings=0'] : []),
    ...(addresses === false ? ['addresses=0'] : []),
    `v=${encodeURIComponent(permalink.pictureVersion)}`,
  ];
  return `${pageAddress(permalink)}.${format}?${parameters.join('&')}`;
}

/** The address of what is shown inside other people's pages. */
export function embedAddress({ origin, id }: Permalink, theme?: 'light' | 'dark'): string {
  return `${origin}/embed/${encodeURIComponent(id)}${theme ? `?v=1&theme=${theme}` : ''}`;
}

/** The address that starts a new trace of the name. */
export function rerunAddress({ origin }: Permalink, name: DomainName, profile = 'internet'): string {
  const chosen = profile === 'internet' ? '' : `&profile=${encodeURIComponent(profile)}`;
  return `${origin}/?name=${inAddress(name)}${chosen}`;
}

/** The address of the badge that shows the last stored trace of the name. */
export function badgeAddress({ origin }: Permalink, name: DomainName, profile = 'internet'): string {
  const chosen = profile === 'internet' ? '' : `?profile=${encodeURIComponent(profile)}`;
  return `${origin}/badge/${inAddress(name)}.svg${chosen}`;
}

function scopeText(scope: GraphScope): string {
  return typeof scope === 'string' ? scope : `lookup:${scope.lookupId}`;
}

/** A name as a part of an address. Also without the characters that Markdown, AsciiDoc and wikis take for their own. */
function inAddress(name: DomainName): string {
  const text = name === '.' ? withFinalDot(name) : name;
  // A path of one dot would be resolved away, even in its encoded form.
  if (text === '.') return 'root';
  return encodeURIComponent(text).replace(
    /[!'()*~]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
