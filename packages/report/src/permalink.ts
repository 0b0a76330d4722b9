// Where a trace and its pictures are to be seen: every address that a form or a snippet points to.
import { type DomainName, type TraceState, withFinalDot } from '@delegraph/model';

export interface Permalink {
  /** Of the instance that keeps the trace: `https://delegraph.example`, without a final slash. */
  origin: string;
  id: string;
  /** Of the renderer. A picture at an address that names it may be kept for good. */
  pictureVersion: string;
}

/** The shortest address of the trace's page. */
export function pageAddress({ origin, id }: Permalink): string {
  return `${origin}/t/${encodeURIComponent(id)}`;
}

/** The address that tells in a chat which name was traced. */
export function namedPageAddress(permalink: Permalink, { question }: TraceState): string {
  return question ? `${pageAddress(permalink)}/${inAddress(question.name)}` : pageAddress(permalink);
}

export function pictureAddress(
  permalink: Permalink,
  format: 'svg' | 'png',
  theme?: 'light' | 'dark',
): string {
  const chosen = theme ? `theme=${theme}&` : '';
  return `${pageAddress(permalink)}.${format}?${chosen}v=${encodeURIComponent(permalink.pictureVersion)}`;
}

/** The address of what is shown inside other people's pages. */
export function embedAddress({ origin, id }: Permalink): string {
  return `${origin}/embed/${encodeURIComponent(id)}`;
}

/** The address that starts a new trace of the name. */
export function rerunAddress({ origin }: Permalink, name: DomainName): string {
  return `${origin}/?name=${inAddress(name)}`;
}

/** The address of the badge that shows the last stored trace of the name. */
export function badgeAddress({ origin }: Permalink, name: DomainName): string {
  return `${origin}/badge/${inAddress(name)}.svg`;
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
