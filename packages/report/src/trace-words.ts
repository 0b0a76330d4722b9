// What all forms say of a trace in the same words: its headline, when and from where it was asked, its findings in order.
import { describeFinding, suppressedBy, verdictOf } from '@delegraph/diagnosis';
import { sentenceWithoutAddresses } from '@delegraph/diagram';
import {
  type Finding,
  type FindingText,
  type TraceState,
  SEVERITIES,
  hasEnded,
  labelsOf,
  traceTotals,
} from '@delegraph/model';

/** What a reader may learn beside the names of servers. */
export interface Discretion {
  /** Whether addresses are told; true unless said. */
  addresses?: boolean;
}

/** The verdict as one sentence. */
export function verdictText(state: TraceState, { addresses = true }: Discretion = {}): string {
  const { sentence } = verdictOf(state);
  return addresses ? sentence : sentenceWithoutAddresses(sentence);
}

/** The verdict as one sentence that also names what was asked: `www.shop.test A: Resolves to 192.0.2.80`. */
export function headlineOf(state: TraceState, discretion: Discretion = {}): string {
  const { question } = state;
  const sentence = verdictText(state, discretion);
  const isNamed = !question || sentence.startsWith(`${question.name} `);
  const said = isNamed ? sentence : `${question.name} ${question.type}: ${sentence}`;
  return state.uploadedAt === null ? said : `${said} (uploaded from a file)`;
}

/** What a picture of the trace shows, for those who do not see it. */
export function alternativeText(state: TraceState, discretion: Discretion = {}): string {
  return `${headlineOf(state, discretion)}, ${minuteText(state.startedAt)}`;
}

/** `2026-11-21 07:12 UTC`; what is no ISO 8601 time is left as it is. */
export function minuteText(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2 UTC');
}

/** `2026-11-21 07:12:04 UTC`. */
export function secondText(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d).*Z$/, '$1 $2 UTC');
}

/** Who asked: `fra (profile internet, IPv4 only)`; of an uploaded trace, who is said to have. */
export function vantageText({ vantage, profile, uploadedAt }: TraceState): string {
  const families = [vantage.ipv4 ? 'IPv4' : '', vantage.ipv6 ? 'IPv6' : ''].filter((family) => family !== '');
  const reach = families.length === 2 ? families.join(' and ') : `${families[0] ?? 'no network'} only`;
  const asSaid = uploadedAt === null ? '' : ', as an uploaded file says';
  return `${vantage.name} (profile ${profile}, ${reach}${asSaid})`;
}

/** What it cost: `94 queries to 34 addresses in 1.20 s`, with a word when the trace has not come to its end. */
export function costText(state: TraceState): string {
  const { queries, addresses } = traceTotals(state);
  const took = `${counted(queries, 'query', 'queries')} to ${counted(addresses, 'address', 'addresses')} in ${(state.atMs / 1000).toFixed(2)} s`;
  if (!hasEnded(state)) return `${took} so far; the trace is still running`;
  return state.status === 'done' ? took : `${took}; the trace was ${state.status}`;
}

export interface ToldFinding {
  finding: Finding;
  words: FindingText;
}

/** The findings that are shown: the gravest first, then from the root downwards. Those that only say again what a graver
 *  one says are left out. The order does not depend on who answered first. */
export function toldFindings({ findings }: TraceState, { addresses = true }: Discretion = {}): ToldFinding[] {
  return findings
    .filter((finding) => suppressedBy(finding, findings) === null)
    .toSorted((one, other) => compareKeys(sortKey(one), sortKey(other)))
    .map((finding) => {
      const words = describeFinding(finding);
      const hide = addresses ? (text: string) => text : sentenceWithoutAddresses;
      return { finding, words: { ...words, sentence: hide(words.sentence), fix: hide(words.fix) } };
    });
}

/** How many saw it: `seen by 2 of 3`, or of one server `in 4 of 4 tries`; empty where nobody counted. */
export function shareText({ seen, address }: Finding): string {
  if (!seen) return '';
  return address === undefined
    ? `seen by ${seen.count} of ${seen.of}`
    : `in ${seen.count} of ${counted(seen.of, 'try', 'tries')}`;
}

/** Who is to act on a finding: `registrar`. Empty where nobody has to. */
export function actorText({ finding, words }: ToldFinding): string {
  if (finding.severity === 'info' || words.contact === 'us') return '';
  return words.contact.replaceAll('-', ' ');
}

/** The documents that a finding rests on. A rule of our own is none. */
export function referencesOf({ words }: ToldFinding): string[] {
  return words.reference.filter((reference) => reference !== 'own rule');
}

/** `1 error, 2 warnings`, or `no faults`. */
export function countsText(told: readonly ToldFinding[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = told.filter(({ finding }) => finding.severity === severity).length;
    if (count === 0) return [];
    return severity === 'info' ? [`${count} info`] : [counted(count, severity)];
  });
  return parts.length === 0 ? 'no faults' : parts.join(', ');
}

/** `1 server`, `2 servers`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Orders texts by their code units, as no machine's language does otherwise. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function sortKey(finding: Finding): string[] {
  const { severity, zone, code, nameServer = '', address = '', name = '' } = finding;
  const depth = labelsOf(zone).length;
  return [
    String(SEVERITIES.indexOf(severity)),
    String(depth).padStart(3, '0'),
    zone,
    code,
    nameServer,
    address,
    name,
  ];
}

function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [index, part] of one.entries()) {
    const order = compareText(part, other[index]!);
    if (order !== 0) return order;
  }
  return 0;
}
