// The pages of the faults as HTML: they need no script, and look like the page of the traces.
import type { Fault, FaultFamily } from './fault-book.ts';
import { escapeHtml } from './html.ts';
import { NARROW, textPage } from './text-page.ts';

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
  return textPage({
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
  return textPage({
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
  return textPage({
    title: 'No such fault',
    description: 'There is no fault of this code.',
    body: `<h1>No such fault</h1>
<p class="lead">There is no fault of this code. It may be of a newer version.</p>
<p><a href="/faults">All faults</a></p>`,
  });
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
