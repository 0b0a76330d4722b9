// The traces of a name in time, for programs and as a page that needs no script.
import { themeCss } from '@delegraph/diagram';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { escapeHtml } from '../html.ts';
import { originOf } from '../public-address.ts';
import type { Services } from '../services.ts';
import { type Change, type FoundTrace, createTraceLookup } from '../trace-lookup.ts';
import { TONE_SIGNS, counted } from '../trace-summary.ts';

const NameParams = z.object({ name: z.string() });
const HistoryQuery = z.object({
  /** Only traces that began before it. */
  before: z.iso.datetime().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

export const historyRoutes: FastifyPluginAsyncZod<Services> = async (app, services) => {
  const lookup = createTraceLookup(services);
  const schema = { params: NameParams, querystring: HistoryQuery };

  app.get('/api/names/:name/traces', { schema }, async (request, reply) => {
    const name = lookup.nameOf(request.params.name);
    const { before, limit } = request.query;
    const found = lookup.tracesOf(name, limit, before);
    const changes = lookup.changesIn(found);
    const origin = originOf(request, services.publicUrl);
    reply.header('cache-control', 'no-cache');
    return {
      name,
      traces: found.map(({ trace, summary }, index) => ({
        id: trace.id,
        url: `${origin}/t/${trace.id}`,
        type: trace.question?.type ?? '',
        profile: trace.profile,
        options: trace.options,
        createdAt: trace.createdAt,
        status: summary?.status ?? 'damaged',
        verdict: summary?.verdict ?? '',
        tone: summary?.tone ?? 'neutral',
        errors: summary?.errors ?? 0,
        warnings: summary?.warnings ?? 0,
        /** Since the trace before that asked the same. */
        change: changes[index] ?? null,
      })),
      before: found.length === limit ? (found.at(-1)?.trace.createdAt ?? null) : null,
    };
  });

  app.get('/d/:name', { schema }, async (request, reply) => {
    const name = lookup.nameOf(request.params.name);
    const { before, limit } = request.query;
    const found = lookup.tracesOf(name, limit, before);
    reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8');
    const older = found.length === limit ? (found.at(-1)?.trace.createdAt ?? null) : null;
    return historyPage(name, { found, changes: lookup.changesIn(found), before: older });
  });
};

const STYLE = `${themeCss}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:14px/20px system-ui,'Segoe UI',Roboto,sans-serif}
header{padding:12px 20px;border-bottom:1px solid var(--border-quiet);background:var(--card)}
header a{display:inline-flex;align-items:center;gap:8px;min-height:24px;color:var(--text);font-size:16px;font-weight:700;text-decoration:none}
main{margin:0 auto;max-width:1000px;padding:16px}
h1{font-size:20px;line-height:26px;overflow-wrap:anywhere}
a{color:var(--focus)}
p{color:var(--muted)}
.list{overflow-x:auto}
table{border-collapse:collapse;width:100%;background:var(--card)}
th,td{padding:8px 12px;text-align:left;vertical-align:top;border-bottom:1px solid var(--border-quiet)}
td:first-child,td:nth-child(2),td:nth-child(4){white-space:nowrap}
th{color:var(--muted);font-weight:400}
.ok{color:var(--ok)}.warning{color:var(--warning)}.error{color:var(--error)}
@media (max-width:599px){
thead{position:absolute;clip-path:inset(50%)}
table,tbody,tr,td{display:block}
tr{padding:10px 12px;border-bottom:1px solid var(--border-quiet)}
td,td:nth-child(n){padding:2px 0;border:0;white-space:normal;overflow-wrap:anywhere}
td:empty{display:none}
td[data-head]::before{content:attr(data-head) ": ";color:var(--muted)}
}`;

/** One row for each trace. The names and verdicts in it come from strangers. */
function historyPage(
  name: string,
  {
    found,
    changes,
    before,
  }: { found: readonly FoundTrace[]; changes: readonly (Change | null)[]; before: string | null },
): string {
  const path = `/d/${encodeURIComponent(name)}`;
  const latest = found[0]?.trace;
  const again = new URLSearchParams({
    name,
    ...(latest && { type: latest.question?.type ?? 'A', profile: latest.profile }),
  });
  const older =
    before === null ? '' : `<p><a href="${path}?before=${encodeURIComponent(before)}">Older traces</a></p>`;
  const list =
    found.length === 0
      ? '<p>No trace of this name is stored here.</p>'
      : `<div class="list"><table><thead><tr><th>Asked (UTC)</th><th>Type</th><th>Verdict</th><th>Findings</th><th>Since the one before</th></tr></thead><tbody>${found.map((one, index) => row(one, changes[index] ?? null)).join('\n')}</tbody></table></div>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(name)}: its traces · delegraph</title>
<style>${STYLE}</style>
</head>
<body>
<header><a href="/"><svg viewBox="0 0 12 12" width="14" height="14" aria-hidden="true"><path fill="currentColor" d="M11 1v10H1z"/></svg> delegraph</a></header>
<main>
<h1>${escapeHtml(name)}</h1>
<p>What this server has traced of it, the newest first. <a href="/?${escapeHtml(again.toString())}">Trace it now</a></p>
${list}
${older}
</main>
</body>
</html>
`;
}

function row({ trace, summary }: FoundTrace, change: Change | null): string {
  const { id, question, profile, options, createdAt } = trace;
  const asked = `${createdAt.slice(0, 10)} ${createdAt.slice(11, 19)}`;
  const how = [
    question?.type ?? '',
    profile === 'internet' ? '' : profile,
    options.delegations === undefined ? '' : 'with a delegation that is not published',
  ].filter((part) => part !== '');
  const counts = [counted(summary?.errors ?? 0, 'error'), counted(summary?.warnings ?? 0, 'warning')];
  const findings = counts.filter((text) => text !== '').join(', ') || 'none';
  const verdict = summary ? `${TONE_SIGNS[summary.tone]} ${summary.verdict}` : 'This trace is damaged';
  const cells = [
    `<td><a href="/t/${id}">${asked}</a></td>`,
    `<td>${escapeHtml(how.join(', '))}</td>`,
    `<td class="${summary?.tone ?? ''}">${escapeHtml(verdict)}</td>`,
    `<td data-head="Findings">${summary ? findings : ''}</td>`,
    change
      ? `<td data-head="Since the one before"><a href="/compare/${change.since}/${id}">${escapeHtml(change.summary)}</a></td>`
      : '<td></td>',
  ];
  return `<tr>${cells.join('')}</tr>`;
}
