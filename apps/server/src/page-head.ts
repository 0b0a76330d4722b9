// The head of a trace's page, for programs that read pages without running them: chats, wikis, search engines.
import { CARD_PICTURE, RENDERER_VERSION } from '@delegraph/diagram';
import { escapeHtml } from './html.ts';
import type { StoredComparison } from './stored-comparison.ts';
import { type TraceSummary, clipped, descriptionOf, titleOf } from './trace-summary.ts';

/** Slack reads 32 KB of a page, and some readers less. */
export const MAX_HEAD_OCTETS = 8 * 1024;

/** The addresses of a trace on a server. */
export interface TraceAddresses {
  page: string;
  card: string;
  oEmbed: string;
}

export function traceAddresses(origin: string, id: string, hasEnded: boolean): TraceAddresses {
  const page = `${origin}/t/${id}`;
  return {
    page,
    // A link that never changes may be kept for good, which a picture of a running trace must not be.
    card: `${page}/card.png${hasEnded ? `?v=${RENDERER_VERSION}` : ''}`,
    oEmbed: `${origin}/oembed?url=${encodeURIComponent(page)}&format=json`,
  };
}

/** The tags of a trace's page, its title first. */
export function traceHead(summary: TraceSummary, { page, card, oEmbed }: TraceAddresses): string {
  const title = titleOf(summary);
  const description = descriptionOf(summary);
  const properties: [name: string, content: string][] = [
    ['og:type', 'website'],
    ['og:site_name', 'delegraph'],
    ['og:title', title],
    ['og:description', description],
    ['og:url', page],
    ['og:image', card],
    ['og:image:width', String(CARD_PICTURE.width)],
    ['og:image:height', String(CARD_PICTURE.height)],
    ['og:image:type', 'image/png'],
    ['og:image:alt', title],
  ];
  const names: [name: string, content: string][] = [
    ['description', description],
    ['twitter:card', 'summary_large_image'],
    ['twitter:title', title],
    ['twitter:description', description],
    ['twitter:image', card],
    ['twitter:image:alt', title],
    ['robots', 'noindex'],
  ];
  const alternates: [type: string, address: string][] = [
    ['application/json', `${page}.json`],
    ['image/svg+xml', `${page}.svg`],
    ['text/markdown', `${page}.md`],
  ];
  return [
    `<title>${escapeHtml(title)}</title>`,
    ...names.map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}">`),
    ...properties.map(([name, content]) => `<meta property="${name}" content="${escapeHtml(content)}">`),
    `<link rel="canonical" href="${escapeHtml(page)}">`,
    `<link rel="alternate" type="application/json+oembed" href="${escapeHtml(oEmbed)}" title="${escapeHtml(title)}">`,
    ...alternates.map(
      ([type, address]) => `<link rel="alternate" type="${type}" href="${escapeHtml(address)}">`,
    ),
  ].join('\n    ');
}

/** The tags of a page that compares two traces. */
export function comparisonHead({ question, comparison, address }: StoredComparison): string {
  const title = `${question}: before and after`;
  const description = clipped(comparison.summary, 400);
  const tags = [
    ['name', 'description', description],
    ['name', 'twitter:card', 'summary'],
    ['name', 'robots', 'noindex'],
    ['property', 'og:type', 'website'],
    ['property', 'og:site_name', 'delegraph'],
    ['property', 'og:title', title],
    ['property', 'og:description', description],
    ['property', 'og:url', address],
  ];
  const alternates = [
    ['image/svg+xml', 'svg'],
    ['text/markdown', 'md'],
    ['text/plain', 'txt'],
  ];
  return [
    `<title>${escapeHtml(title)}</title>`,
    ...tags.map(([kind, name, content]) => `<meta ${kind}="${name}" content="${escapeHtml(content!)}">`),
    `<link rel="canonical" href="${escapeHtml(address)}">`,
    ...alternates.map(
      ([type, suffix]) => `<link rel="alternate" type="${type}" href="${escapeHtml(address)}.${suffix}">`,
    ),
  ].join('\n    ');
}

/** The tags of a page that has no trace to tell of. */
export const LOST_HEAD = '<title>delegraph</title>\n    <meta name="robots" content="noindex">';

/** `html` with `head` in the place of its title and description. */
export function withHead(html: string, head: string): string {
  return html
    .replace(/<meta\s+name="description"[^>]*>\s*/u, '')
    .replace(/<title>[^<]*<\/title>/u, () => head);
}
