// Traces through a zone whose owner puts markup, commands and invisible characters wherever text can stand.
import { refusesZone, zoneTree } from '@delegraph/lab';
import { traceIn } from '@delegraph/lab/testing';
import {
  type DomainName,
  type TraceEvent,
  type TraceState,
  initialTraceState,
  nameOfLabels,
  nameText,
  reduceTrace,
} from '@delegraph/model';

/** What could do harm in one of the forms, by what it tries. */
export const payloads: Readonly<Record<string, string>> = {
  script: '<script>alert(1)</script>',
  'end of a script': '</script><img src=x onerror=alert(1)>',
  comment: '<!--<script>',
  attribute: `"onload='x'"`,
  backticks: '```` ` `` ```',
  fence: '\n```\n# heading\n~~~',
  bars: '|a|b\\|c||',
  link: '](https://evil.example)[x',
  picture: '![x](//evil.example/x.png)',
  autolink: 'https://evil.example/',
  'www link': 'www.evil.example',
  'mail link': 'mallory@evil.example',
  mention: '@everyone',
  issue: '#1',
  emphasis: '**_~~bold~~_**',
  entity: '&lt;&#60;&quot;&amp;',
  'Mermaid directive': '%%{init: {"theme":"dark"}}%%',
  'Mermaid click': '"]; click z0 "https://evil.example"',
  'Mermaid style': 'style z0:#fff; classDef ok:#a;',
  Graphviz: '"]; x [URL="https://evil.example"]; y [label="\\N\\G',
  AsciiDoc: '"],link=https://evil.example[{empty}',
  Jira: '|link=x!{html}x{html}',
  Slack: '<!channel> *b* ~s~ <@U1>',
  formula: '=HYPERLINK(1)',
  'RFC 1035': '\\000.\\"(;)$@',
  terminal: '\u001b[31m\u009b2J\u0007\u0008',
  override: 'abc\u202egnp.exe\u202c',
  isolate: '\u2066x\u2069\u200f',
  'zero width': 'a\u200b\u200d\ufeffb',
  separators: 'a\u2028b\u2029c\u0085d',
  filler: '\u3164\u115f\u034f',
};

export interface HostileTrace {
  events: TraceEvent[];
  state: TraceState;
  /** The lame name server and the target of the alias, each with the payload as a label. */
  nameServer: DomainName;
  target: DomainName;
  /** The text of the TXT record at the target. */
  text: string;
}

/** A trace of a zone in which the payload is a label of a lame name server, of an alias target, the data of a TXT record,
 *  an NSID and the text of an extended error. */
export async function hostileTrace(payload: string): Promise<HostileTrace> {
  const label = new TextEncoder().encode(payload).slice(0, 60);
  const nameServer = nameOfLabels([label, ...labels('ns.example.test')]);
  const target = nameOfLabels([label, ...labels('example.test')]);
  const text = payload.replaceAll('"', "'");
  const written = (name: string) => nameText([label, ...labels(name)]);
  const run = await traceIn(
    zoneTree({
      '.': { servers: { 'a.root.test.': '198.51.100.1' } },
      'test.': { servers: { 'ns.test.': '198.51.100.2' } },
      'example.test.': {
        servers: { 'ns1.example.test.': '203.0.113.1', [written('ns.example.test')]: '203.0.113.2' },
        records: [`www CNAME ${written('example.test')}`, `${written('example.test')} TXT "${text}"`],
        faults: [refusesZone(written('ns.example.test'))],
      },
    }),
    'www.example.test. TXT',
  );
  const events = run.events.map((event) => withSpokenText(event, payload));
  return { events, state: events.reduce(reduceTrace, initialTraceState), nameServer, target, text };
}

/** The decoder has made NSID and error texts visible; a stored log of another program need not have. */
function withSpokenText(event: TraceEvent, payload: string): TraceEvent {
  if (event.type !== 'response-received') return event;
  const edns = {
    version: 0,
    udpSize: 1232,
    dnssecOk: true,
    nsid: payload,
    extendedErrors: [{ code: 22, text: payload }],
  };
  return { ...event, message: { ...event.message, edns, problems: [`Odd: ${payload}.`] } };
}

function labels(name: string): Uint8Array[] {
  return name.split('.').map((label) => new TextEncoder().encode(label));
}
