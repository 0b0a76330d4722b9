// The proof of the findings: for each, a command that repeats the question, and the reply in the layout of dig.
import { textWithoutAddresses } from '@delegraph/diagram';
import {
  type HopState,
  type ResourceRecord,
  type TraceState,
  type Try,
  digCommand,
  messageText,
  withFinalDot,
} from '@delegraph/model';
import { addressKey } from './server-table.ts';
import { type Discretion, type ToldFinding, compareText } from './trace-words.ts';
import { visibleLines } from './visible-text.ts';

/** What proves the same findings. */
export interface Evidence {
  codes: readonly string[];
  hops: {
    hop: HopState;
    /** The command, then what came of it; without any time or message id, so that it is the same in the next trace. */
    text: string;
  }[];
}

/** Hops shown for one finding: a second server that says the same is worth its lines, a third is not. */
const MOST_PER_FINDING = 2;

type Options = TraceState['options'];

/** The hops that prove `told`, each once, in the order of the findings. A mere fact needs no proof. Where no address is to be
 *  told, the commands ask servers by their names. */
export function evidenceOf(
  state: TraceState,
  told: readonly ToldFinding[],
  { addresses = true }: Discretion = {},
): Evidence[] {
  const chosen = new Map<HopState, string[]>();
  for (const { finding } of told) {
    if (finding.severity === 'info') continue;
    const hops = finding.evidence
      .flatMap((id) => state.hops[id] ?? [])
      .toSorted((one, other) => compareText(hopKey(one), hopKey(other)));
    for (const hop of distinct(hops).slice(0, MOST_PER_FINDING)) {
      const codes = chosen.get(hop) ?? [];
      if (!codes.includes(finding.code)) codes.push(finding.code);
      chosen.set(hop, codes);
    }
  }
  const evidence: Evidence[] = [];
  for (const [hop, codes] of chosen) {
    const shown = { hop, text: addresses ? hopText(hop, state.options) : discreetText(hop, state.options) };
    const last = evidence.at(-1);
    if (last && last.codes.join(' ') === codes.join(' ')) last.hops.push(shown);
    else evidence.push({ codes, hops: [shown] });
  }
  return evidence;
}

/** The first hop of each name server, then the first of each other question to it. What a server says at another of its
 *  addresses is no further proof. */
function distinct(hops: readonly HopState[]): HopState[] {
  const servers = new Set<string>();
  const questions = new Set<string>();
  const [first, others]: [HopState[], HopState[]] = [[], []];
  for (const hop of hops) {
    const server = `${hop.zone} ${hop.nameServer}`;
    const question = `${server} ${hop.question.name} ${hop.question.type}`;
    if (questions.has(question)) continue;
    questions.add(question);
    (servers.has(server) ? others : first).push(hop);
    servers.add(server);
  }
  return [...first, ...others];
}

/** Which hop comes first must not depend on who was quicker. */
function hopKey({ zone, nameServer, address, question }: HopState): string {
  return [zone, nameServer, addressKey(address), question.name, question.type].join(' ');
}

function discreetText(hop: HopState, options: Options): string {
  const name = withFinalDot(hop.nameServer);
  const text = hopText({ ...hop, address: name }, options, `;; SERVER: ${name} (${transportOf(hop.tries)})`);
  return textWithoutAddresses(text);
}

function hopText(
  hop: HopState,
  options: Options,
  server = `;; SERVER: ${hop.address}#53(${hop.nameServer}) (${transportOf(hop.tries)})`,
): string {
  const { result } = hop;
  const command = `; <<>> ${digCommand(hop, options)}`;
  if (result.status !== 'answered')
    return visibleLines([command, server, `;; ${silenceText(hop)}`].join('\n'));
  const { message } = result;
  const sorted = {
    ...message,
    answer: sortedRrsets(message.answer),
    authority: sortedRrsets(message.authority),
    additional: sortedRrsets(message.additional),
  };
  const text = messageText(sorted).replace(/^(;; ->>HEADER<<-.*), id: \d+$/m, '$1');
  const remembered = result.rememberedAgeMs === undefined ? [] : [';; heard by an earlier trace'];
  return visibleLines([command, text, '', server, ...remembered].join('\n'));
}

/** The records in the order of their RRsets, those of one RRset by their data: servers turn them round for every reply. */
function sortedRrsets(records: readonly ResourceRecord[]): ResourceRecord[] {
  const sets = Map.groupBy(records, ({ name, type }) => `${name} ${type}`);
  return [...sets.values()].flatMap((set) => set.toSorted((one, other) => compareText(one.data, other.data)));
}

function silenceText({ result, tries }: HopState): string {
  if (result.status === 'asking') return 'no answer yet';
  if (result.status === 'skipped')
    return result.reason === 'cut-off' ? 'cut off before an answer' : 'not asked';
  const said = result.status === 'failed' ? FAILURES[result.reason] : '';
  const ways = [...new Set(tries.map(tryText))].join(', ');
  return ways === '' ? said : `${said} (${ways})`;
}

const FAILURES = {
  timeout: 'no answer',
  unreachable: 'unreachable',
  malformed: 'a reply that cannot be read',
  mismatched: 'no reply to this query',
} as const;

function tryText({ transport, edns, detail }: Try): string {
  return `${transport.toUpperCase()}${edns ? '' : ' without EDNS'}${detail ? `: ${detail}` : ''}`;
}

function transportOf(tries: readonly Try[]): string {
  return (tries.at(-1)?.transport ?? 'udp').toUpperCase();
}
