// A trace to read in a terminal and to compare with diff: in the layout of dig, 78 columns. File suffix .txt.
import { judgeServers } from '@delegraph/diagnosis';
import { familyOf, sentenceWithoutAddresses, textWithoutAddresses } from '@delegraph/diagram';
import {
  type ResourceRecord,
  type TraceState,
  type ZoneState,
  ROOT,
  carriedProvenanceText,
  traceOutcome,
  withFinalDot,
} from '@delegraph/model';
import { COLUMNS, fitted, wrapped } from './columns.ts';
import { evidenceOf } from './evidence.ts';
import { type Permalink, pageAddress } from './permalink.ts';
import { type TableServer, referralRecords, serverTable } from './server-table.ts';
import {
  type Discretion,
  type ToldFinding,
  actorText,
  compareText,
  costText,
  countsText,
  referencesOf,
  secondText,
  shareText,
  toldFindings,
  vantageText,
  verdictText,
} from './trace-words.ts';
import { asciiText, visibleText } from './visible-text.ts';

/** The trace as text. The first block, up to the first empty line, is about this run; all that follows is the same in the
 *  next trace as long as the servers say the same: without times, message ids and the order in which they answered.
 *  `permalink`: null for a trace that no server keeps. */
export function textForm(
  state: TraceState,
  permalink: Permalink | null,
  { asciiOnly = false, addresses = true }: Discretion & { asciiOnly?: boolean } = {},
): string {
  const discretion = { addresses };
  const told = toldFindings(state, discretion);
  const judged = judgeServers(state);
  const blocks = [
    headerLines(state, permalink, discretion),
    questionLines(state, discretion),
    ['', ';; VERDICT:', ...comment(verdictText(state, discretion))],
    answerLines(state, discretion),
    findingLines(told),
    ...zonesInOrder(state).map((zone) =>
      zoneLines(state, zone, { servers: serverTable(state, zone, judged), addresses }),
    ),
    ...evidenceOf(state, told, discretion).map(({ codes, hops }) => [
      '',
      ...comment(`EVIDENCE FOR ${codes.join(', ')}:`, ';; '),
      ...hops.flatMap(({ text }, index) => [
        ...(index === 0 ? [] : ['']),
        ...text.split('\n').flatMap(fitted),
      ]),
    ]),
  ];
  const text = `${blocks.flat().join('\n')}\n`;
  return asciiOnly ? refitted(asciiText(text)) : text;
}

function headerLines(
  state: TraceState,
  permalink: Permalink | null,
  { addresses }: Required<Discretion>,
): string[] {
  const reason = state.endReason ?? '';
  const provenance = carriedProvenanceText(state);
  return [
    ...(provenance === null ? [] : comment(provenance)),
    ...comment(
      [state.engine || 'delegraph', secondText(state.startedAt)].filter((part) => part !== '').join(', '),
    ),
    ...comment(`asked from ${vantageText(state)}`),
    ...comment(costText(state)),
    ...(reason === '' ? [] : comment(addresses ? reason : sentenceWithoutAddresses(reason))),
    ...(addresses ? [] : comment('without addresses')),
    // An address is of no use when it is broken.
    ...(permalink ? [`; ${visibleText(pageAddress(permalink))}`] : []),
  ];
}

function questionLines({ question, options }: TraceState, { addresses }: Required<Discretion>): string[] {
  if (!question) return [];
  const asked = recordLine([withFinalDot(question.name).padEnd(30), '', 'IN', question.type], ';');
  const unusual = Object.entries(options).flatMap(([name, value]) => {
    const written = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return comment(`option ${name}: ${addresses ? written : textWithoutAddresses(written)}`);
  });
  return ['', ';; QUESTION SECTION:', ...asked, ...unusual];
}

function answerLines(state: TraceState, discretion: Required<Discretion>): string[] {
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
  return all.length === 0
    ? []
    : ['', ';; ANSWER SECTION:', ...all.flatMap((record) => resourceLines(record, discretion))];
}

function findingLines(told: readonly ToldFinding[]): string[] {
  return [
    '',
    `;; FINDINGS: ${countsText(told)}`,
    ...told.flatMap((each) => {
      const { finding, words } = each;
      const heading = [words.title, shareText(finding)].filter((part) => part !== '').join(', ');
      const actor = actorText(each);
      const references = referencesOf(each);
      return [
        ';',
        ...comment(`${finding.severity.toUpperCase()} ${finding.code}: ${heading}`),
        ...comment(withoutMoment(words.sentence), ';   '),
        ...(words.fix === ''
          ? []
          : comment(`${actor && `To do (${actor}): `}${withoutMoment(words.fix)}`, ';   ')),
        ...(references.length === 0 ? [] : comment(`See ${references.join(', ')}`, ';   ')),
      ];
    }),
  ];
}

/** How long is the same in the next trace, until when is not. */
function withoutMoment(text: string): string {
  return text
    .replace(/, until \d{4}-\d\d-\d\d \d\d:\d\d UTC,/u, '')
    .replace('wait until then', 'wait for that long');
}

function zoneLines(
  state: TraceState,
  zone: ZoneState,
  { servers, addresses }: { servers: readonly TableServer[] } & Required<Discretion>,
): string[] {
  return [
    '',
    ...comment(`${zoneTitle(zone)}:`, ';; '),
    ...referralRecords(state, zone).flatMap((record) => resourceLines(record, { addresses })),
    ';',
    ...(servers.every(({ inChild }) => inChild === null) ? comment('its own NS records were not heard') : []),
    ...serverLines(servers, { isRoot: zone.name === ROOT, addresses }),
  ];
}

function zoneTitle({ name, parent, signed }: ZoneState): string {
  if (parent === null) return 'ROOT ZONE, from the root hints';
  const above = parent === ROOT ? 'the root' : withFinalDot(parent);
  return `ZONE ${withFinalDot(name)} delegated by ${above}${signed ? ', with DS' : ''}`;
}

/** Longer names stand in a line of their own. The widths do not depend on what is in the table beside names, so that one server
 *  that changes changes one line. */
const WIDEST_NAME = 22;
const TABLE_HEAD = ['name server', 'named by', 'from', 'address', 'standing'] as const;
const WIDTHS = { named: 'named by'.length, source: 5, address: 15 };

/** A line for each address: the name server, who names it, where the address came from, how it stands. */
function serverLines(
  servers: readonly TableServer[],
  { isRoot, addresses: isOpen }: { isRoot: boolean } & Required<Discretion>,
): string[] {
  const rows = servers.flatMap(({ name, inParent, inChild, addresses }): (typeof TABLE_HEAD | string[])[] => {
    const named = !inParent ? 'child' : inChild ? 'both' : isRoot ? 'hints' : 'parent';
    const start = [withFinalDot(name), named];
    if (addresses.length === 0) return [[...start, '', 'none known', '']];
    return addresses.map(({ address, isGlue, standing }) => [
      ...start,
      isGlue ? 'glue' : 'asked',
      isOpen ? address : familyOf(address),
      standing,
    ]);
  });
  const longest = Math.max(TABLE_HEAD[0].length, ...servers.map(({ name }) => withFinalDot(name).length));
  let above = '';
  return [TABLE_HEAD, ...rows].flatMap(
    ([name = '', named = '', source = '', address = '', standing = '']) => {
      const columns = [
        named.padEnd(WIDTHS.named),
        source.padEnd(WIDTHS.source),
        address.padEnd(WIDTHS.address),
        standing,
      ].join(' ');
      const line = `${name.padEnd(longest)} ${columns}`;
      const isNew = name !== above;
      above = name;
      if (longest <= WIDEST_NAME && '; '.length + line.length <= COLUMNS) return comment(line);
      return [...(isNew ? comment(name) : []), ...comment(columns, ';   ')];
    },
  );
}

function resourceLines(
  { name, ttl, type, data }: ResourceRecord,
  { addresses }: Required<Discretion>,
): string[] {
  const told = addresses ? data : textWithoutAddresses(data);
  return recordLine([withFinalDot(name).padEnd(23), String(ttl).padEnd(7), 'IN', type.padEnd(6), told]);
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
