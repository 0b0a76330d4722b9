// A trace as a block for an incident report or a ticket. File suffix .md.
import { judgeServers } from '@delegraph/diagnosis';
import { familyOf, sentenceWithoutAddresses } from '@delegraph/diagram';
import {
  type TraceState,
  type ZoneState,
  ROOT,
  carriedProvenanceText,
  questionChain,
} from '@delegraph/model';
import { evidenceOf } from './evidence.ts';
import {
  markdownBlock,
  markdownCell,
  markdownCellCode,
  markdownCode,
  markdownLabel,
  markdownSentence,
} from './markdown-text.ts';
import { type Permalink, pageAddress, pictureAddress } from './permalink.ts';
import { type TableServer, serverTable } from './server-table.ts';
import type { SnippetWishes } from './snippets.ts';
import {
  type Discretion,
  type ToldFinding,
  actorText,
  alternativeText,
  costText,
  countsText,
  secondText,
  shareText,
  toldFindings,
  vantageText,
  verdictText,
} from './trace-words.ts';

/** The trace as GitHub-flavoured Markdown: verdict, picture, findings, what parent and zone say of the name servers, the
 *  proof, and where and when it was asked. Whatever strangers wrote is shown as they wrote it, and does nothing. A trace
 *  that no server keeps has no permalink: its block has no picture. */
export function markdownForm(
  state: TraceState,
  permalink: Permalink | null,
  wishes: SnippetWishes = {},
): string {
  const told = toldFindings(state, wishes);
  const { question } = state;
  const asked = question ? `${markdownCode(question.name)} ${question.type}` : 'a trace';
  const blocks = [
    `## Delegation of ${asked}`,
    `**${markdownSentence(verdictText(state, wishes))}**`,
    ...uploadedBlocks(state),
    ...(permalink ? [pictureBlock(state, permalink, wishes)] : []),
    ...findingBlocks(told),
    ...serverBlocks(state, told, wishes),
    ...evidenceBlocks(state, told, wishes),
    ...provenance(state, permalink, wishes),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function uploadedBlocks(state: TraceState): string[] {
  const provenance = carriedProvenanceText(state);
  return provenance === null ? [] : [`> ${markdownSentence(provenance)}`];
}

function pictureBlock(state: TraceState, permalink: Permalink, wishes: SnippetWishes): string {
  const label = markdownLabel(wishes.alternativeText ?? alternativeText(state, wishes));
  return `[![${label}](${pictureAddress(permalink, 'png', wishes)})](${pageAddress(permalink)})`;
}

function findingBlocks(told: readonly ToldFinding[]): string[] {
  if (told.length === 0) return ['### Findings', 'No faults were found.'];
  const rows = told.map((each) => {
    const { finding, words } = each;
    const { severity, code, zone } = finding;
    const share = shareText(finding);
    const actor = actorText(each);
    const cells = [
      severity,
      `${markdownCell(words.title)} (${markdownCellCode(code)})`,
      markdownCellCode(zone),
      markdownCell(words.sentence) + (share && ` ${capitalized(share)}.`),
      (actor && words.fix && `${capitalized(actor)}: `) + markdownCell(words.fix),
    ];
    return tableRow(cells);
  });
  return [
    `### Findings: ${countsText(told)}`,
    [tableRow(['Severity', 'Finding', 'Zone', 'What was seen', 'What to do']), tableRule(5), ...rows].join(
      '\n',
    ),
  ];
}

/** A table for each zone on the way to the answer that is not the root or a TLD, and for each with a fault. */
function serverBlocks(state: TraceState, told: readonly ToldFinding[], discretion: Discretion): string[] {
  const judged = judgeServers(state);
  const faulty = new Set(
    told.flatMap(({ finding }) =>
      finding.severity === 'info' || finding.scope === 'trace' ? [] : [finding.zone],
    ),
  );
  const ends = new Set(questionChain(state).flatMap(({ outcome }) => endZone(state, outcome)));
  const shown = state.zones.filter(({ name }) => faulty.has(name) || ends.has(name));
  return shown.flatMap((zone) => [
    `### Name servers of ${markdownCode(zone.name)}${parentText(zone)}`,
    serverTableText(serverTable(state, zone, judged), discretion),
  ]);
}

function endZone(state: TraceState, outcome: ReturnType<typeof questionChain>[number]['outcome']) {
  if (outcome === null) return [];
  if ('hopId' in outcome) return state.hops[outcome.hopId]?.zone ?? [];
  return outcome.kind === 'unresolvable' ? outcome.zone : [];
}

function parentText({ parent, signed }: ZoneState): string {
  if (parent === null) return ', from the root hints';
  const above = parent === ROOT ? 'the root' : markdownCode(parent);
  return `, delegated by ${above}${signed ? ', with DS' : ''}`;
}

function serverTableText(servers: readonly TableServer[], { addresses: isOpen = true }: Discretion): string {
  const rows = servers.flatMap(({ name, inParent, inChild, addresses }) => {
    const start = [markdownCellCode(name), yesNo(inParent), inChild === null ? 'not heard' : yesNo(inChild)];
    if (addresses.length === 0) return [tableRow([...start, 'no', 'none known', 'not asked'])];
    return addresses.map(({ address, isGlue, standing }) => {
      const told = isOpen ? markdownCellCode(address) : familyOf(address);
      return tableRow([...start, yesNo(isGlue), told, markdownCell(standing)]);
    });
  });
  const head = ['Name server', 'Parent names it', 'Zone names it', 'Glue', 'Address', 'Standing'];
  return [tableRow(head), tableRule(head.length), ...rows].join('\n');
}

function evidenceBlocks(state: TraceState, told: readonly ToldFinding[], discretion: Discretion): string[] {
  const evidence = evidenceOf(state, told, discretion);
  if (evidence.length === 0) return [];
  return [
    '### Evidence',
    ...evidence.flatMap(({ codes, hops }) => [
      `For ${codes.map((code) => markdownCode(code)).join(', ')}:`,
      ...hops.map(({ text }) => markdownBlock(text)),
    ]),
  ];
}

function provenance(
  state: TraceState,
  permalink: Permalink | null,
  { addresses = true }: Discretion,
): string[] {
  const { endReason, engine, startedAt } = state;
  const told = endReason === null || addresses ? endReason : sentenceWithoutAddresses(endReason);
  const asked = `Asked from ${markdownSentence(vantageText(state))} on ${secondText(startedAt)}`;
  const reason = told === null ? '' : ` ${markdownSentence(told)}`;
  return [
    `${asked} by ${markdownSentence(engine || 'delegraph')}: ${costText(state)}.${reason}`,
    ...(permalink ? [`The trace: <${pageAddress(permalink)}>`] : []),
  ];
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function tableRule(columns: number): string {
  return `|${' --- |'.repeat(columns)}`;
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
