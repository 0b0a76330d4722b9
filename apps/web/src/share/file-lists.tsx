// The files in which a trace can be taken away: from the server, or written here where no server has it.
import type { TraceEvent, TraceState } from '@delegraph/model';
import {
  type Permalink,
  type SnippetWishes,
  captureForm,
  dnsJsonForm,
  eventLines,
  fileName,
  graphvizForm,
  markdownForm,
  mermaidForm,
  pageAddress,
  pictureAddress,
  textForm,
} from '@delegraph/report';
import { Download } from 'lucide-react';

const WORDS = {
  md: ['Incident report', 'verdict, picture, findings and proof, as Markdown'],
  txt: ['Text', 'in the layout of dig, the same as long as the answers are'],
  html: ['One-file page', 'opens from disk without a network'],
  ndjson: ['Event log', 'what all else is made from, NDJSON'],
  json: ['Document', 'the state of the trace, JSON'],
  'dns.json': ['Messages', 'in the JSON of RFC 8427'],
  pcap: ['Packets', 'for Wireshark'],
  mmd: ['Mermaid', 'for READMEs and wikis'],
  dot: ['Graphviz', 'the graph, to lay out in another way'],
} as const;

interface ServerFilesProps {
  state: TraceState;
  permalink: Permalink;
  /** What was chosen of the picture. */
  wishes: SnippetWishes;
}

/** The forms that can do without addresses. */
const DISCREET = new Set(['md', 'txt', 'mmd', 'dot']);

/** Links to all forms that the server writes; where no addresses are wished, to those that do without. */
export function ServerFiles({ state, permalink, wishes }: ServerFilesProps) {
  const here = { ...permalink, origin: '' };
  const isDiscreet = wishes.addresses === false;
  const forms = Object.entries(WORDS).filter(([suffix]) => !isDiscreet || DISCREET.has(suffix));
  const pictures = [
    [
      'svg',
      'SVG picture',
      isDiscreet ? 'sharp at every size' : 'drop it on this page to open the trace again',
      {},
    ],
    ['png', 'PNG picture', 'for places that take no SVG', {}],
    ['png', 'PNG picture, 2×', 'sharp on fine screens and paper', { scale: 2 }],
  ] as const;
  return (
    <>
      <ul className="share-files">
        {pictures.map(([suffix, title, hint, more]) => (
          <li key={title}>
            <a
              className="button"
              href={pictureAddress(here, suffix, { ...wishes, ...more })}
              download={fileName(state, suffix)}
            >
              <Download size={14} aria-hidden /> {title}
            </a>
            <span className="hint">{hint}</span>
          </li>
        ))}
        {forms.map(([suffix, [title, hint]]) => (
          <li key={suffix}>
            <a
              className="button"
              href={`${pageAddress(here)}.${suffix}${isDiscreet ? '?addresses=0' : ''}`}
              download={fileName(state, suffix)}
            >
              <Download size={14} aria-hidden /> {title}
            </a>
            <span className="hint">{hint}</span>
          </li>
        ))}
      </ul>
      {isDiscreet && (
        <p className="hint">
          The other files are all that was heard, with every address: include addresses to see them here.
        </p>
      )}
    </>
  );
}

interface WrittenFilesProps {
  state: TraceState;
  /** None of a trace that was opened from its document. */
  events: readonly TraceEvent[];
  /** Null where no server has the trace. */
  permalink: Permalink | null;
}

/** Buttons for the forms that need no server. */
export function WrittenFiles({ state, events, permalink }: WrittenFilesProps) {
  const forms: [suffix: keyof typeof WORDS, write: () => string | Uint8Array<ArrayBuffer>][] = [
    ['md', () => markdownForm(state, permalink)],
    ['txt', () => textForm(state, permalink)],
    ...(events.length > 0
      ? [['ndjson', () => eventLines(events)] as [keyof typeof WORDS, () => string]]
      : []),
    ['dns.json', () => dnsJsonForm(state)],
    ['pcap', () => new Uint8Array(captureForm(state))],
    ['mmd', () => mermaidForm(state)],
    ['dot', () => graphvizForm(state)],
  ];
  return (
    <ul className="share-files">
      {forms.map(([suffix, write]) => (
        <li key={suffix}>
          <button type="button" className="button" onClick={() => save(fileName(state, suffix), write())}>
            <Download size={14} aria-hidden /> {WORDS[suffix][0]}
          </button>
          <span className="hint">{WORDS[suffix][1]}</span>
        </li>
      ))}
    </ul>
  );
}

function save(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
