// A comparison as text and as Markdown, to paste where an incident is written down.
import {
  markdownBlock,
  markdownCell,
  markdownCode,
  markdownSentence,
  pageAddress,
  secondText,
  vantageText,
  visibleText,
  wrapped,
} from '@delegraph/report';
import type { Comparison } from './compare-traces.ts';
import type { Difference, Mark } from './difference.ts';
import { type Side, textDiff } from './text-diff.ts';

/** One character for each mark, which tells without colour. */
export const MARK_SIGNS: Readonly<Record<Mark, string>> = {
  added: '+',
  removed: '-',
  changed: '≠',
  same: '=',
};

/** The comparison in 78 columns: its sentence, what changed, and the diff of both texts. */
export function comparisonText(before: Side, after: Side, comparison: Comparison): string {
  const changes = changesOf(comparison);
  const diff = textDiff(before, after, comparison);
  return [
    ...comment(`Two traces of ${questionText(before, after)}`),
    ...sideLines('before', before),
    ...sideLines('after', after),
    '',
    ...comment(comparison.summary),
    ...(changes.length === 0 ? [] : ['', ';; WHAT CHANGED:', ...changes.flatMap(changeLines)]),
    ...(diff === '' ? [] : ['', ...diff.trimEnd().split('\n')]),
    '',
  ].join('\n');
}

/** The comparison as Markdown: its sentence, a table of what changed, and the diff of both texts. */
export function comparisonMarkdown(before: Side, after: Side, comparison: Comparison): string {
  const changes = changesOf(comparison);
  const diff = textDiff(before, after, comparison);
  const blocks = [
    `## ${markdownSentence('Two traces of')} ${markdownCode(questionText(before, after))}`,
    markdownSentence(comparison.summary),
    [`- before: ${markdownSide(before)}`, `- after: ${markdownSide(after)}`].join('\n'),
    ...(changes.length === 0
      ? []
      : [
          [
            '| Zone | What | Before | After | |',
            '| --- | --- | --- | --- | --- |',
            ...changes.map(tableRow),
          ].join('\n'),
        ]),
    ...(diff === '' ? [] : ['### The texts', markdownBlock(diff.trimEnd(), 'diff')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What is worth a row: not how the runs were made, unless that differs. */
export function changesOf({ differences }: Pick<Comparison, 'differences'>): Difference[] {
  return differences.filter(({ mark }) => mark !== 'same');
}

/** `www.shop.test A`; both where they differ. */
export function questionText(before: Side, after: Side): string {
  const [old, now] = [before, after].map(({ state: { question } }) =>
    question ? `${question.name} ${question.type}` : 'an unknown question',
  );
  return old === now ? old! : `${old} and of ${now}`;
}

function sideLines(when: string, { state, permalink }: Side): string[] {
  return [
    ...comment(`${when.padEnd(6)} ${secondText(state.startedAt)}, asked from ${vantageText(state)}`),
    // An address is of no use when it is broken.
    ...(permalink.id === '' ? [] : [`;        ${visibleText(pageAddress(permalink))}`]),
  ];
}

function changeLines({ mark, zone, what, before, after }: Difference): string[] {
  const place = zone === null ? '' : `${zone}: `;
  const values = [before, after].filter((value) => value !== null).join(' -> ');
  return wrapped(visibleText(`${place}${what}: ${values}`), {
    first: `${MARK_SIGNS[mark]} `,
    indent: '    ',
  });
}

function comment(text: string): string[] {
  return wrapped(visibleText(text), { first: '; ', indent: '; ' }).map((line) => line.trimEnd());
}

function markdownSide({ state, permalink }: Side): string {
  const words = markdownSentence(`${secondText(state.startedAt)}, asked from ${vantageText(state)}`);
  return permalink.id === '' ? words : `${words}, <${pageAddress(permalink)}>`;
}

function tableRow({ mark, zone, what, before, after }: Difference): string {
  const cells = [zone ?? '', what, before ?? '', after ?? ''].map((text) => markdownCell(text));
  return `| ${[...cells, `${MARK_SIGNS[mark]} ${mark}`].join(' | ')} |`;
}
