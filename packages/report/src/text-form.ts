// A trace to read in a terminal and to compare with diff: in the layout of dig, 78 columns. File suffix .txt.
import { judgeServers, verdictOf } from '@delegraph/diagnosis';
import {
  type ResourceRecord,
  type TraceState,
  type ZoneState,
  traceOutcome,
  withFinalDot,
} from '@delegraph/model';
import { COLUMNS, fitted, wrapped } from './columns.ts';
import { evidenceOf } from './evidence.ts';
import { type Permalink, pageAddress } from './permalink.ts';
import { type TableServer, referralRecords, serverTable } from './server-table.ts';
import {
  type ToldFinding,
  compareText,
  costText,
  countsText,
  secondText,
  toldFindings,
  vantageText,
} from './trace-words.ts';
import { asciiText, visibleText } from './visible-text.ts';

/** The trace as text. The first block, up to the first empty line, is about this run; all that follows is the same in the
 *  next trace as long as the servers say the same: without times, message ids and the order in which they answered.
 *  `permalink`: null for a trace that no server keeps. */
export function textForm(
  state: TraceState,
  permalink: Permalink | null,
  { asciiOnly = false }: { asciiOnly?: boolean } = {},
): string {
  const told = toldFindings(state);
  const judged = judgeServers(state);
  const blocks = [
    headerLines(state, permalink),
    questionLines(state),
    ['', ';; VERDICT:', ...comment(verdictOf(state).sentence)],
    answerLines(state),
    findingLines(told),
    ...zonesInOrder(state).map((zone) => zoneLines(state, zone, serverTable(state, zone, judged))),
    ...evidenceOf(state, told).map(({ codes, text }) => [
      '',
      ...comment(`EVIDENCE FOR ${codes.join(', ')}:`, ';; '),
      ...text.split('\n').flatMap(fitted),
    ]),
  ];
  const text = `${blocks.flat().join('\n')}\n`;
  return asciiOnly ? refitted(asciiText(text)) : text;
}

function headerLines(state: TraceState, permalink: Permalink | null): string[] {
  return [
    ...comment(
      [state.engine || 'delegraph', secondText(state.startedAt)].filter((part) => part !== '').join(', '),
    ),
    ...comment(`asked from ${vantageText(state)}`),
    ...comment(costText(state)),
    ...(state.endReason === null ? [] : comment(state.endReason)),
    // An address is of no use when it is broken.
    ...(permalink ? [`; ${visibleText(pageAddress(permalink))}`] : []),
  ];
}

function questionLines({ question, options }: TraceState): string[] {
  if (!question) return [];
  const asked = recordLine([withFinalDot(question.name).padEnd(30), '', 'IN', question.type], ';');
  const unusual = Object.entries(options).flatMap(([name, value]) =>
    comment(`option ${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`),
  );
  return ['', ';; QUESTION SECTION:', ...asked, ...unusual];
}

function answerLines(state: TraceState): string[] {
  const outcome = traceOutcome(state);
  if (!outcome) return [];
  const chain = outcome.chain.map(({ type, owner, target, ttl }): ResourceRecord => ({
    name: owner,
    type,
    ttl,
    data: withFinalDot(target),
  }));
  const records = outcome.records.toSorted((one, other) => compareText(one.data, other.data));
  const all = [...chain, ...records.filter((record) => !chain.some((link) => isSame(link, record)))];
  return all.length === 0 ? [] : ['', ';; ANSWER SECTION:', ...all.flatMap(resourceLines)];
}

function findingLines(told: readonly ToldFinding[]): string[] {
  return [
    '',
    `;; FINDINGS: ${countsText(told)}`,
    ...told.flatMap(({ finding, words }) => {
      const { severity, code, seen } = finding;
      const share = seen ? `, seen by ${seen.count} of ${seen.of}` : '';
      return [
        ';',
        ...comment(`${severity.toUpperCase()} ${code}: ${words.title}${share}`),
        ...comment(words.sentence, ';   '),
        ...(words.fix === '' ? [] : comment(`To do (${words.contact}): ${words.fix}`, ';   ')),
        ...(words.reference.length === 0 ? [] : comment(`See ${words.reference.join(', ')}`, ';   ')),
      ];
    }),
  ];
}

function zoneLines(state: TraceState, zone: ZoneState, servers: readonly TableServer[]): string[] {
  const name = withFinalDot(zone.name);
  const title =
    zone.parent === null
      ? 'ROOT ZONE, from the root hints'
      : `ZONE ${name}, delegated by ${withFinalDot(zone.parent)}${zone.signed ? ', with DS' : ''}`;
  const longest = Math.max(11, ...servers.map((server) => withFinalDot(server.name).length));
  const width = Math.min(longest, WIDEST_NAME);
  return [
    '',
    ...comment(`${title}:`, ';; '),
    ...referralRecords(state, zone).flatMap(resourceLines),
    ';',
    ...comment(columnLine('name server', 'named by', 'from', 'address', 'standing', width)),
    ...servers.flatMap((server) => serverLines(server, width)),
  ];
}

/** A line for each address: the name server, who names it, where the address came from, how it stands. */
function serverLines({ name, inParent, inChild, addresses }: TableServer, width: number): string[] {
  const named = inChild === null ? 'parent' : inParent ? (inChild ? 'both' : 'parent only') : 'child only';
  const start = withFinalDot(name);
  if (addresses.length === 0) return comment(columnLine(start, named, '', 'none known', '', width));
  return addresses.flatMap(({ address, isGlue, standing }) =>
    comment(columnLine(start, named, isGlue ? 'glue' : 'asked', address, standing, width)),
  );
}

/** Wider names push the other columns to the right. */
const WIDEST_NAME = 26;

function columnLine(
  name: string,
  named: string,
  source: string,
  address: string,
  standing: string,
  width: number,
): string {
  return `${name.padEnd(width)} ${named.padEnd(11)} ${source.padEnd(5)} ${address.padEnd(15)} ${standing}`;
}

function resourceLines({ name, ttl, type, data }: ResourceRecord): string[] {
  return recordLine([withFinalDot(name).padEnd(23), String(ttl).padEnd(7), 'IN', type.padEnd(6), data]);
}

/** The columns of a record, as narrow as it needs. */
function recordLine(columns: readonly string[], first = ''): string[] {
  const line = visibleText(first + columns.join(' '));
  if (line.length <= COLUMNS) return [line.trimEnd()];
  const dense = columns.map((column) => column.trim()).filter((column) => column !== '');
  return wrapped(visibleText(first + dense.join(' ')), { first: '', indent: `${first}      ` });
}

/** Text in lines that a reader of master files skips. What is aligned by spaces stays so where it fits. */
function comment(text: string, start = '; '): string[] {
  const line = start + visibleText(text);
  if (Array.from(line).length <= COLUMNS) return [line.trimEnd()];
  return wrapped(visibleText(text).replace(/ {2,}/g, ' '), {
    first: start,
    indent: start,
  });
}

/** From the root downwards, those of one depth by name: the order they were learned in depends on who was quick. */
function zonesInOrder({ zones }: TraceState): ZoneState[] {
  const below = (parent: ZoneState['parent']): ZoneState[] =>
    zones
      .filter((zone) => zone.parent === parent)
      .toSorted((one, other) => compareText(one.name, other.name))
      .flatMap((zone) => [zone, ...below(zone.name)]);
  return below(null);
}

/** Written-out characters are longer: the lines have to fit again. */
function refitted(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => (line.startsWith('; http') ? [line] : fitted(line)))
    .join('\n');
}

function isSame(one: ResourceRecord, other: ResourceRecord): boolean {
  return one.name === other.name && one.type === other.type && one.data === other.data;
}
