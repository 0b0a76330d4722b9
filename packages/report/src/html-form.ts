// A trace as one file that opens from disk without a network: the page itself, with the event log inside. File suffix .html.
import { type TraceEvent, type TraceState, initialTraceState, reduceEvents } from '@delegraph/model';
import { eventLines } from './event-lines.ts';
import { escapeHtml } from './html-text.ts';
import { type Permalink, pageAddress } from './permalink.ts';
import { textForm } from './text-form.ts';
import { alternativeText, headlineOf } from './trace-words.ts';
import { visibleText } from './visible-text.ts';

/** The built page, as texts. */
export interface PageAssets {
  /** Its style sheet, with fonts as data addresses. */
  style: string;
  /** In the order they run. */
  scripts: readonly PageScript[];
  /** A data address. */
  icon: string;
}

export interface PageScript {
  type: 'classic' | 'module';
  /** Made fit for an element by `inlineScript`. */
  text: string;
  /** Of `text`, as a content security policy takes it: `sha256-…`. */
  hash: string;
}

/** The id of the element that holds the events, and the attributes of it that say where they come from. The page looks for
 *  them. */
export const SAVED_TRACE_ID = 'saved-trace';

/** The file; `uploadedAt` as in the state. Its policy allows the page's own scripts and nothing from anywhere; readers without scripts get the text. */
export function htmlForm(
  { events, uploadedAt = null }: { events: readonly TraceEvent[]; uploadedAt?: string | null },
  permalink: Permalink,
  assets: PageAssets,
): string {
  const state: TraceState = reduceEvents({ ...initialTraceState, uploadedAt }, events);
  const address = pageAddress(permalink);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policyOf(assets))}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="description" content="${inHtml(alternativeText(state))}">`,
    `<title>${inHtml(headlineOf(state))}</title>`,
    `<link rel="icon" href="${escapeHtml(assets.icon)}">`,
    `<style>${inlineStyle(assets.style)}</style>`,
    ...assets.scripts.filter(({ type }) => type === 'classic').map(scriptElement),
    '</head>',
    '<body>',
    '<div id="root"></div>',
    `<noscript><pre>${escapeHtml(textForm(state, permalink))}</pre></noscript>`,
    `<script type="application/x-ndjson" id="${SAVED_TRACE_ID}" data-address="${escapeHtml(address)}"${uploadedAttribute(state)}>`,
    `${inlineEvents(events)}</script>`,
    ...assets.scripts.filter(({ type }) => type === 'module').map(scriptElement),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function uploadedAttribute({ uploadedAt }: TraceState): string {
  return uploadedAt === null ? '' : ` data-uploaded-at="${escapeHtml(uploadedAt)}"`;
}

/** What a server or a reader's browser may allow the file: its own scripts, styles, fonts and pictures, no address at all. */
export function policyOf({ scripts }: PageAssets): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(({ hash }) => `'${hash}'`).join(' ')}`,
    // React sets style attributes.
    "style-src 'unsafe-inline'",
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The text of a script that may stand inside its element: nothing in it ends the element, or opens a comment that would
 *  swallow its end. What it changes means the same in every string and pattern of JavaScript. */
export function inlineScript(text: string): string {
  return text.replace(/<(?=\/script|!--)/gi, String.raw`\x3C`);
}

function scriptElement({ type, text }: PageScript): string {
  return `<script${type === 'module' ? ' type="module"' : ''}>${text}</script>`;
}

/** The escape means the same in every string and address of CSS. */
function inlineStyle(text: string): string {
  return text.replace(/<(?=\/style|!--)/gi, String.raw`\3C `);
}

/** In JSON a `<` stands only inside strings, where its escape means the same. */
function inlineEvents(events: readonly TraceEvent[]): string {
  return eventLines(events).replaceAll('<', String.raw`\u003c`);
}

function inHtml(text: string): string {
  return escapeHtml(visibleText(text));
}
