// The pages of the faults as HTML: they need no script, and look like the page of the traces.
import { themeCss } from '@delegraph/diagram';
import type { Fault, FaultFamily } from './fault-book.ts';

/** What the picture of a fault shows. */
export interface FaultPicture {
  caption: string;
  alt: string;
}

/** Every fault, by family. */
export function faultIndexHtml(families: readonly FaultFamily[]): string {
  const sections = families.map(
    ({ title, faults }) => `<section>
<h2>${escapeHtml(title)}</h2>
<ul class="codes">
${faults.map(indexLine).join('\n')}
</ul>
</section>`,
  );
  const count = families.reduce((sum, { faults }) => sum + faults.length, 0);
  return document({
    title: 'Faults of delegations',
    description: `The ${count} faults that delegraph looks for, when each is reported, and what to do about it.`,
    body: `<h1>Faults of delegations</h1>
<p class="lead">The ${count} faults that delegraph looks for. Each has a code that never changes its meaning.</p>
${sections.join('\n')}`,
  });
}

/** One fault. `picture`: null where none was drawn. */
export function faultHtml(fault: Fault, family: FaultFamily, picture: FaultPicture | null): string {
  const { code, title, severity, meaning, test, todo, contact, reference, elsewhere } = fault;
  const others = family.faults.filter((other) => other.code !== code);
  return document({
    title: `${title} (${code})`,
    description: meaning,
    body: `<p class="crumbs"><a href="/faults">Faults</a> · ${escapeHtml(family.title)}</p>
<h1>${severityMark(severity)} ${escapeHtml(title)}</h1>
<p class="code"><code>${escapeHtml(code)}</code> · ${severity}</p>
<p class="lead">${escapeHtml(meaning)}</p>
${picture ? figure(code, picture) : ''}
<h2>When it is reported</h2>
<p>${escapeHtml(test)}</p>
<h2>What to do</h2>
<dl>
${todo.map(({ who, what }) => `<dt>${escapeHtml(who)}</dt>\n<dd>${escapeHtml(what)}</dd>`).join('\n')}
</dl>
${contact === null ? '' : `<p class="hint">First to act: ${escapeHtml(contact)}.</p>`}
<h2>References</h2>
<ul class="references">
${reference.map((text) => `<li>${referenceHtml(text)}</li>`).join('\n')}
</ul>
${elsewhere.length > 0 ? elsewhereHtml(elsewhere) : ''}
${others.length > 0 ? `<h2>Its neighbours</h2>\n<ul class="codes">\n${others.map(indexLine).join('\n')}\n</ul>` : ''}`,
  });
}

/** The page for a code there is none of. */
export function unknownFaultHtml(): string {
  return document({
    title: 'No such fault',
    description: 'There is no fault of this code.',
    body: `<h1>No such fault</h1>
<p class="lead">There is no fault of this code. It may be of a newer version.</p>
<p><a href="/faults">All faults</a></p>`,
  });
}

/** There the picture runs from top to bottom, as on the page of a trace. */
const NARROW = '(max-width: 599.98px)';

/** The style sheet of these pages. The colours are those of the picture and of the page. */
export const faultCss = `${themeCss}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif}
header{padding:12px 20px;border-bottom:1px solid var(--border-quiet);background:var(--card)}
header a{display:inline-flex;align-items:center;gap:8px;min-height:24px;color:var(--text);font-weight:700;text-decoration:none}
main{max-width:760px;margin:0 auto;padding:24px 20px 64px}
h1{margin:4px 0 0;font-size:28px;line-height:1.2;letter-spacing:-.01em;text-wrap:balance}
h2{margin:32px 0 6px;font-size:17px}
p{margin:6px 0}
a{color:inherit;text-underline-offset:3px}
a:focus-visible{outline:2px solid var(--focus);outline-offset:2px}
code{font:14px/1.4 'JetBrains Mono',ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',monospace;overflow-wrap:anywhere}
.crumbs,.code,.hint,figcaption{color:var(--muted);font-size:14px}
.crumbs{margin:0}
.lead{font-size:18px;margin-top:14px;text-wrap:pretty}
figure{margin:24px 0;padding:16px;border:1px solid var(--border-quiet);border-radius:10px;background:var(--page);overflow-x:auto}
figure img{display:block;width:100%;min-width:900px;height:auto}
@media ${NARROW}{figure img{width:auto;min-width:0;max-width:none}}
@media (min-width:1120px){figure{margin-inline:-160px}}
figcaption{position:sticky;left:0;margin-top:10px}
dl{margin:0}
dt{margin-top:10px;font-weight:600}
dd{margin:0}
.references{padding:0;margin:0;list-style:none}
.codes{padding:0;margin:0;list-style:none;border-top:1px solid var(--border-quiet)}
.codes li{border-bottom:1px solid var(--border-quiet)}
.codes a{display:flex;flex-wrap:wrap;align-items:baseline;gap:0 10px;padding:7px 0;text-decoration:none}
.codes a:hover span:nth-child(2){text-decoration:underline}
.codes code{color:var(--muted);margin-left:auto}
.mark{display:inline-block;width:1.1em;font-style:normal;text-align:center}
.mark-error{color:var(--error)}
.mark-warning{color:var(--warning)}
.mark-notice{color:var(--notice)}
.mark-info{color:var(--muted)}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
`;

function document({
  title,
  description,
  body,
}: {
  title: string;
  description: string;
  body: string;
}): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)} · delegraph</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/faults.css">
<script src="/first.js"></script>
</head>
<body>
<header><a href="/"><svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true"><path fill="currentColor" d="M11 1v10H1z"/></svg> delegraph</a></header>
<main>
${body}
</main>
</body>
</html>
`;
}

function figure(code: string, { caption, alt }: FaultPicture): string {
  return `<figure tabindex="0" aria-label="Picture">
<picture>
<source media="${NARROW}" srcset="/faults/${code}.tall.svg">
<img src="/faults/${code}.svg" alt="${escapeHtml(alt)}">
</picture>
<figcaption>${escapeHtml(caption)}</figcaption>
</figure>`;
}

/** What to look for in a report of another program. */
function elsewhereHtml(elsewhere: Fault['elsewhere']): string {
  const names = elsewhere.map(({ name, tags }) => {
    const codes = tags.map((tag) => `<code>${escapeHtml(tag)}</code>`);
    return `<dt>${escapeHtml(name)}</dt>\n<dd>${codes.join(', ')}</dd>`;
  });
  return `<h2>The same elsewhere</h2>\n<dl>\n${names.join('\n')}\n</dl>`;
}

function indexLine({ code, title, severity }: Fault): string {
  return `<li><a href="/faults/${code}">${severityMark(severity)}<span>${escapeHtml(title)}</span><code>${escapeHtml(code)}</code></a></li>`;
}

const SIGNS: Readonly<Record<Fault['severity'], string>> = {
  error: '✖',
  warning: '▲',
  notice: '■',
  info: '●',
};

/** A sign of its own shape for each severity; the word for it stands where there is room. */
function severityMark(severity: Fault['severity']): string {
  return `<span class="mark mark-${severity}" role="img" aria-label="${severity}">${SIGNS[severity]}</span>`;
}

/** `RFC 1034 section 4.2` as a link to that section; a paper as it is. */
function referenceHtml(text: string): string {
  if (text === 'own rule') return 'A rule of delegraph’s own, past what the standards say';
  const [, number, section] = /^RFC (\d+)(?: section ([\d.]+))?$/.exec(text) ?? [];
  if (number === undefined) return escapeHtml(text);
  const anchor = section === undefined ? '' : `#section-${section}`;
  return `<a href="https://www.rfc-editor.org/rfc/rfc${number}${anchor}" rel="noreferrer">${escapeHtml(text)}</a>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
