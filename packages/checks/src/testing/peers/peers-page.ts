// The page that tells how this program and its peers did: one row for each fault, and everything that only a peer said.
import { PEERS, type Peer, catalogue, means } from '@delegraph/diagnosis';
import type { CaseReport, PeerMessage, PeerReport } from './case-report.ts';
import { explanationOf } from './explanations.ts';
import { peerCases } from './peer-case.ts';
import { PATIENCE_MS } from './run-peer.ts';

export interface Circumstances {
  /** `2026-11-26` */
  date: string;
  machine: string;
  commit: string;
  /** How many cases were asked about at once. */
  sideBySide: number;
  /** Debian's version of each package. */
  versions: Readonly<Record<string, string>>;
}

/** Faults that only who asks for the name can see. */
const AT_ONE_NAME = /^(?:alias|answer|cname|dname|ptr|rrset)-/;
const SOFTWARE: Readonly<Record<string, string>> = { nsd: 'NSD', knotd: 'Knot', named: 'BIND' };

/** What a peer found worth saying; the rest are its reports that all is well. */
const WORTH_SAYING: ReadonlySet<string> = new Set([
  'error',
  'warning',
  'status',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
]);

/** Messages of peers that mean no finding of ours, and that nobody has explained. */
export function unexplainedIn(reports: readonly CaseReport[]): string[] {
  return extrasIn(reports).flatMap(({ name, tag, codes, explanation }) =>
    explanation === null ? [`${name} ${tag}, where the fault is ${codes.join(', ')}`] : [],
  );
}

export function peersPage(reports: readonly CaseReport[], circumstances: Circumstances): string {
  const faulty = reports.filter(({ code }) => code !== 'healthy');
  const healthy = reports.find(({ code }) => code === 'healthy');
  return [
    ...introduction(circumstances, faulty.length),
    ...totals([
      ['all faults', faulty],
      ['on NSD, Knot and BIND alone', faulty.filter(isReal)],
      ['with a server of the lab', faulty.filter((report) => !isReal(report))],
      ['in delegations, servers and zones', faulty.filter(({ code }) => !AT_ONE_NAME.test(code))],
      ['in aliases and answers of one name', faulty.filter(({ code }) => AT_ONE_NAME.test(code))],
      ...(['error', 'warning', 'notice', 'info'] as const).map((severity): [string, CaseReport[]] => [
        `that we call ${severity}`,
        faulty.filter(({ code }) => severityOf(code) === severity),
      ]),
    ]),
    ...healthyText(healthy),
    '## Faults in data: every server is NSD, Knot or BIND',
    '',
    ...table(faulty.filter(isReal)),
    '## Faults in behaviour: the server that errs is the lab’s, the others are NSD, Knot and BIND',
    '',
    ...table(faulty.filter((report) => !isReal(report))),
    ...extrasText(reports),
  ].join('\n');
}

function introduction(
  { date, machine, commit, sideBySide, versions }: Circumstances,
  count: number,
): string[] {
  const software = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    '# Against peers',
    '',
    'What this program, DNSViz and Zonemaster say of the same zones on the same servers. Written by `node packages/checks/src/against-peers.ts`, which',
    `measured it on ${date} at commit ${commit}: ${machine}. Debian’s packages: ${software.join(', ')}.`,
    '',
    `Each of ${count} faults is the zone tree that its code is tested with, in a network namespace of its own where only loopback is up: root, top-level`,
    'domain and domain at addresses of their own, port 53. BIND serves the root, Knot the top-level domains, NSD and Knot the domains. A server that is told to',
    'lie by the tree gets other data instead: another copy of the zone, another delegation, no zone at all, a zone that cannot be loaded. It stays only if it',
    'says what the tree says to the questions that matter; where no data makes a real server say it, the lab’s server stands in. Nobody listens where the fault is that.',
    '',
    '- **delegraph**: a trace of the name with the examination of the servers, as on the page. _Found_: the finding with the code of the row.',
    '- **DNSViz**: `dnsviz probe -A -E -a .` of the name and of the domain, then `dnsviz grok`. Types other than A and AAAA it has to be told (`-R`). It has no option for other root hints, so those of its package',
    '  are overlaid in a mount namespace: the mode in which it runs on the Internet. That it draws a name as NXDOMAIN or a delegation as lame counts as a message.',
    '- **Zonemaster**: `zonemaster-cli --level INFO --hints` of the domain, all its tests. It tests zones and is not asked about names: what only shows at a name it cannot see.',
    '',
    'The rows are our own catalogue, so a full first column is no merit: what counts is that it stays full on servers that others wrote, and what the others say.',
    'Peers look at much that is not here: DNSSEC above all, mail, reverse names. Zonemaster tests a domain before it is used, DNSViz draws the chain of trust;',
    'neither was made to find all of these.',
    '',
    '_Found_ by a peer means: a message of its own that tells of this fault, read generously (`counterparts/` has the lists). Seconds are those of the whole',
    `run of each program, ${sideBySide} cases at a time; nothing is far away here and the machine may be busy, so they compare the programs with each other and say nothing of the Internet.`,
    '',
  ];
}

function totals(groups: readonly [string, readonly CaseReport[]][]): string[] {
  const rows = groups.map(([label, reports]) => [
    label,
    String(reports.length),
    String(reports.filter(isFoundByUs).length),
    ...PEERS.map(({ peer }) => String(reports.filter((report) => foundBy(report, peer).length > 0).length)),
  ]);
  const all = groups[0]![1];
  const seconds = [
    'seconds, median',
    '',
    median(all.map(({ ours }) => ours.seconds)),
    ...PEERS.map(({ peer }) => median(all.map((report) => report[peer].seconds))),
  ];
  return [
    '## Found',
    '',
    ...markdownTable(['', 'faults', 'delegraph', 'DNSViz', 'Zonemaster'], [...rows, seconds]),
    '',
  ];
}

function healthyText(report: CaseReport | undefined): string[] {
  if (!report) return [];
  const tags = PEERS.map(({ peer, name }) => {
    const said = [...new Set(worthSaying(report[peer]).map(({ tag }) => `\`${tag}\``))];
    return `${name} says ${said.join(', ') || 'nothing'}`;
  });
  return [
    `Of the healthy domain, delegraph says ${report.ours.said.join(', ') || 'nothing'}, ${tags.join('; ')}. What a peer says of the healthy domain is`,
    'no find in another row, unless it says it of something else there.',
    '',
  ];
}

function table(reports: readonly CaseReport[]): string[] {
  const situations = new Map(peerCases().map(({ code, situation }) => [code, situation]));
  const rows = reports.map((report) => [
    `\`${report.code}\``,
    situations.get(report.code) ?? '',
    serversOf(report),
    `${isFoundByUs(report) ? '**found**' : '**not found**'} ${report.ours.seconds.toFixed(1)} s, ${report.ours.queries} queries`,
    ...PEERS.map(({ peer }) => cellOf(report, peer)),
  ]);
  return [...markdownTable(['fault', 'what is broken', 'on', 'delegraph', 'DNSViz', 'Zonemaster'], rows), ''];
}

function cellOf(report: CaseReport, peer: Peer): string {
  const { seconds, messages, failure } = report[peer];
  const time = `${seconds.toFixed(1)} s`;
  if (messages === null) {
    return seconds * 1000 >= PATIENCE_MS
      ? `no report, ended after ${time}`
      : `no report, ${failure}, ${time}`;
  }
  const tags = foundBy(report, peer);
  return tags.length === 0 ? `– ${time}` : `${tags.map((tag) => `\`${tag}\``).join(' ')} ${time}`;
}

function serversOf({ servers }: CaseReport): string {
  const erring = Object.entries(servers).flatMap(([address, operator]) =>
    operator === 'lab' ? [address] : [],
  );
  if (erring.length > 0)
    return `lab at ${erring.length > 2 ? `${erring.length} addresses` : erring.join(', ')}`;
  return [...new Set(Object.values(servers))]
    .map((name) => SOFTWARE[name] ?? name)
    .toSorted()
    .join(', ');
}

/** Whether no server of the lab takes part. */
function isReal({ servers }: CaseReport): boolean {
  return !Object.values(servers).includes('lab');
}

function isFoundByUs({ code, ours }: CaseReport): boolean {
  return ours.said.some((line) => line.startsWith(`${code} `));
}

/** The tags by which a peer tells of the fault of the case. */
function foundBy(report: CaseReport, peer: Peer): string[] {
  const tags = (report[peer].messages ?? [])
    .filter((message) => means(peer, message.tag, [report.code]) && !isOfTheTestBed(message))
    .map(({ tag }) => tag);
  return [...new Set(tags)];
}

/** Every server of the trees has a documentation address, and Zonemaster says so of each. */
function isOfTheTestBed({ tag, about }: PeerMessage): boolean {
  return tag === 'NAMESERVER_IP_PRIVATE_NETWORK' && about.includes('Documentation');
}

interface Extra {
  name: string;
  tag: string;
  level: string;
  codes: string[];
  explanation: string | null;
}

/** What a peer said that means no finding of ours in the same case. */
function extrasIn(reports: readonly CaseReport[]): Extra[] {
  const extras = new Map<string, Extra>();
  for (const report of reports) {
    const ours = report.ours.said.map((line) => line.split(' ')[0]!);
    for (const { peer, name } of PEERS) {
      for (const { tag, level } of worthSaying(report[peer])) {
        if (means(peer, tag, ours)) continue;
        const explanation = explanationOf(peer, tag, report.code);
        const key = `${peer} ${tag} ${explanation}`;
        const extra = extras.get(key) ?? { name, tag, level, codes: [], explanation };
        if (!extra.codes.includes(report.code)) extra.codes.push(report.code);
        extras.set(key, extra);
      }
    }
  }
  return [...extras.values()];
}

function extrasText(reports: readonly CaseReport[]): string[] {
  const extras = extrasIn(reports);
  const rows = extras.map(({ name, tag, level, codes, explanation }) => [
    name,
    `\`${tag}\` (${level.toLowerCase()})`,
    codes.length > 4 ? `${codes.length} of ${reports.length}` : codes.map((code) => `\`${code}\``).join(', '),
    explanation ?? '**not explained**',
  ]);
  return [
    '## What a peer said and we did not',
    '',
    'Every message of level notice or higher, in every case, for which we have no finding that means the same there.',
    '',
    ...markdownTable(['who', 'message', 'where', 'why we do not say it'], rows),
    '',
  ];
}

function worthSaying({ messages }: PeerReport): readonly PeerMessage[] {
  return (messages ?? []).filter(({ level }) => WORTH_SAYING.has(level));
}

function severityOf(code: string): string | undefined {
  return catalogue.find((rule) => rule.code === code)?.severity;
}

function median(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 0).toFixed(1);
}

function markdownTable(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [tableLine(headings), tableLine(headings.map(() => '---')), ...rows.map(tableLine)];
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
