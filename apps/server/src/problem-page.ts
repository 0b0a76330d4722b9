// The pages of the problems as HTML: where the `type` of a problem leads.
import { escapeHtml } from './html.ts';
import { type ProblemCode, type ProblemEntry, problemBook } from './problem-book.ts';
import { textPage } from './text-page.ts';

/** One problem; null for a code there is none of. */
export function problemHtml(code: string): string | null {
  const entry = Object.hasOwn(problemBook, code) ? problemBook[code as ProblemCode] : null;
  if (!entry) return null;
  const { title, meaning, todo } = entry;
  return textPage({
    title: `${title} (${code})`,
    description: meaning,
    body: `<p class="crumbs"><a href="/problems">Problems</a></p>
<h1>${escapeHtml(title)}</h1>
<p class="code"><code>${escapeHtml(code)}</code>${statusText(entry)}</p>
<p class="lead">${escapeHtml(meaning)}</p>
<h2>What to do</h2>
<p>${escapeHtml(todo)}</p>`,
  });
}

/** Every problem, in the order of their codes. */
export function problemIndexHtml(): string {
  const lines = Object.entries(problemBook).map(
    ([code, { title }]) =>
      `<li><a href="/problems/${code}"><span>${escapeHtml(title)}</span><code>${escapeHtml(code)}</code></a></li>`,
  );
  return textPage({
    title: 'Problems of this server',
    description: 'What this server answers when it cannot do what it was asked, and what to do then.',
    body: `<h1>Problems of this server</h1>
<p class="lead">What this server answers when it cannot do what it was asked (RFC 9457). None of it speaks of a domain:
those are <a href="/faults">the faults</a>.</p>
<ul class="codes">
${lines.join('\n')}
</ul>`,
  });
}

/** The page for a code there is none of. */
export function unknownProblemHtml(): string {
  return textPage({
    title: 'No such problem',
    description: 'There is no problem of this code.',
    body: `<h1>No such problem</h1>
<p class="lead">There is no problem of this code. It may be of a newer version.</p>
<p><a href="/problems">All problems</a></p>`,
  });
}

function statusText({ statuses }: ProblemEntry): string {
  return statuses.length === 0 ? '' : ` · HTTP ${statuses.join(', ')}`;
}
