// The shell of the pages that are text alone: those of faults and of problems. They need no script, and look like the page of the
// traces.
import { themeCss } from '@delegraph/diagram';
import { escapeHtml } from './html.ts';

/** There pictures run from top to bottom, as on the page of a trace. */
export const NARROW = '(max-width: 599.98px)';

/** The style sheet of these pages. The colours are those of the picture and of the page. */
export const textPageCss = `${themeCss}
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
@media (min-width:1000px){figure{margin-inline:-110px}}
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

/** A whole page. `body` is HTML, `title` and `description` are text. */
export function textPage({
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
<link rel="stylesheet" href="/text-page.css">
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
