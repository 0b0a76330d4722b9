// The pieces of text that show a trace in another place, each in the language of that place. embedding.md section 6.
import { verdictOf } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';
import { escapeHtml } from './html-text.ts';
import { markdownLabel } from './markdown-text.ts';
import {
  type Permalink,
  type PictureWishes,
  badgeAddress,
  embedAddress,
  namedPageAddress,
  pageAddress,
  pictureAddress,
  rerunAddress,
} from './permalink.ts';
import { alternativeText, verdictText } from './trace-words.ts';
import { visibleText } from './visible-text.ts';

/** What a person may change before copying. A width that is absent is 900 wherever it has to be named. */
export interface SnippetWishes extends Omit<PictureWishes, 'scale'> {
  /** Of the picture; the verdict when absent. */
  alternativeText?: string;
  /** In pixels, of an iframe; 600 when absent. */
  height?: number;
}

const WIDTH = 900;
const HEIGHT = 600;

/** A picture that leads to the trace. */
export function markdownSnippet(state: TraceState, permalink: Permalink, wishes: SnippetWishes = {}): string {
  const label = markdownLabel(wishes.alternativeText ?? alternativeText(state, wishes));
  return `[![${label}](${pictureAddress(permalink, 'png', wishes)})](${namedPageAddress(permalink, state)})`;
}

/** A picture in the theme of the reader, as GitHub and every browser understand it, or in the one that is wished. */
export function htmlSnippet(state: TraceState, permalink: Permalink, wishes: SnippetWishes = {}): string {
  const text = escapeHtml(visibleText(wishes.alternativeText ?? alternativeText(state, wishes)));
  const address = (theme: 'light' | 'dark') =>
    escapeHtml(pictureAddress(permalink, 'svg', { ...wishes, theme }));
  const isFixed = wishes.theme === 'light' || wishes.theme === 'dark';
  const source = `<source media="(prefers-color-scheme: dark)" srcset="${address('dark')}">`;
  const shown = address(wishes.theme === 'dark' ? 'dark' : 'light');
  return [
    `<a href="${escapeHtml(pageAddress(permalink))}"><picture>`,
    ...(isFixed ? [] : [source]),
    `<img alt="${text}" src="${shown}" width="${wishes.width ?? WIDTH}"></picture></a>`,
  ].join('\n');
}

/** A block picture that leads to the trace. */
export function asciidocSnippet(state: TraceState, permalink: Permalink, wishes: SnippetWishes = {}): string {
  const text = escapeAsciidoc(wishes.alternativeText ?? alternativeText(state, wishes));
  const options = `alt="${text}",width=${wishes.width ?? WIDTH},link=${pageAddress(permalink)}`;
  return `image::${pictureAddress(permalink, 'svg', wishes)}[${options}]`;
}

/** A picture that leads to the trace, in the wiki markup of Jira and Confluence. Nothing in it comes from strangers. */
export function jiraSnippet(permalink: Permalink, wishes: SnippetWishes = {}): string {
  const picture = pictureAddress(permalink, 'png', wishes);
  return `[!${picture}|width=${wishes.width ?? WIDTH}!|${pageAddress(permalink)}]`;
}

/** One line for a chat: sign, name, verdict, when, where from, link. */
export function chatSnippet(state: TraceState, permalink: Permalink, wishes: SnippetWishes = {}): string {
  const { question, vantage, startedAt } = state;
  const { tone } = verdictOf(state);
  const sentence = verdictText(state, wishes);
  const name = question ? `*${escapeChat(question.name)}* ` : '';
  const told =
    question && sentence.startsWith(`${question.name} `)
      ? sentence.slice(question.name.length + 1)
      : sentence;
  const when = startedAt.replace(/^(\S+)T(\d\d:\d\d).*Z$/, '$1 $2Z');
  const asked = `asked ${when} from ${escapeChat(vantage.name)}`;
  return `${SIGNS[tone]} ${name}${escapeChat(told)}, ${asked} ${namedPageAddress(permalink, state)}`;
}

/** The interactive trace inside another page. */
export function iframeSnippet(state: TraceState, permalink: Permalink, wishes: SnippetWishes = {}): string {
  const title = escapeHtml(visibleText(wishes.alternativeText ?? alternativeText(state, wishes)));
  const address = embedAddress(permalink, wishes.theme === 'auto' ? undefined : wishes.theme);
  const size = `width="${wishes.width ?? WIDTH}" height="${wishes.height ?? HEIGHT}"`;
  const sandbox = 'sandbox="allow-scripts allow-same-origin allow-popups"';
  return `<iframe src="${escapeHtml(address)}" ${size} ${sandbox} loading="lazy" title="${title}"></iframe>`;
}

/** A badge in Markdown that shows the last stored trace of the name and starts a new one. Empty while no name is known, and
 *  for traces from root servers of which there are no badges. */
export function badgeSnippet({ question, profile }: TraceState, permalink: Permalink): string {
  if (!question || !BADGE_PROFILES.includes(profile)) return '';
  const badge = badgeAddress(permalink, question.name, profile);
  return `[![delegation](${badge})](${rerunAddress(permalink, question.name, profile)})`;
}

const BADGE_PROFILES: readonly string[] = ['internet', 'lab'];

const SIGNS = { running: '…', ok: '✔', warning: '▲', error: '✖', neutral: '•' } as const;

/** All that AsciiDoc could take for the end of the value, an attribute, markup or one of its replacements, as character
 *  references: it hands those on. */
function escapeAsciidoc(text: string): string {
  return visibleText(text).replace(
    /[^\p{L}\p{N} ,:/.-]|\.(?=\.)|-(?=-)/gu,
    (char) => `&#${char.codePointAt(0)};`,
  );
}

/** Chat programs have no escape: what they would take for markup, or a bot's message for a mention, is written as its
 *  number, which in a name means the same (RFC 1035 5.1). */
function escapeChat(text: string): string {
  return visibleText(text).replace(
    /[*~`<>&@]/g,
    (char) => `\\${String(char.charCodeAt(0)).padStart(3, '0')}`,
  );
}
