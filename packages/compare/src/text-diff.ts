// The texts of two traces as a unified diff, for a postmortem: what both say in the layout of dig, without what chance decides.
import type { TraceState } from '@delegraph/model';
import { type Permalink, pageAddress, secondText, textForm, visibleText } from '@delegraph/report';
import { createTwoFilesPatch } from 'diff';
import type { Comparison } from './compare-traces.ts';

/** A trace and where it can be seen. */
export interface Side {
  state: TraceState;
  permalink: Permalink;
}

/** Texts that differ in more lines have nothing in common worth reading. */
const MOST_EDITS = 4000;

/** The unified diff of the texts; empty when they are the same. The times and ids of the runs are left out; so are TTLs,
 *  unless one changed that does not count down. */
export function textDiff(
  before: Side,
  after: Side,
  { differences }: Pick<Comparison, 'differences'>,
): string {
  const old = stableText(before);
  const hasOtherTtl = differences.some(({ aspect, mark }) => aspect === 'ttl' && mark !== 'same');
  const now = hasOtherTtl ? stableText(after) : withTtlsOf(old, stableText(after));
  if (old === now) return '';
  const patch = createTwoFilesPatch(
    sideName('before', before),
    sideName('after', after),
    old,
    now,
    secondText(before.state.startedAt),
    secondText(after.state.startedAt),
    {
      context: 3,
      maxEditLength: MOST_EDITS,
      headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
    },
  );
  return patch ?? 'The texts have too little in common to be shown line by line.\n';
}

/** What follows the first block: that is about the run. */
function stableText({ state, permalink }: Side): string {
  const text = textForm(state, permalink);
  return text.slice(text.indexOf('\n\n') + 2);
}

function sideName(when: string, { permalink }: Side): string {
  return permalink.id === '' ? when : visibleText(pageAddress(permalink));
}

const RECORD = /^(;?\S+ +)(\d+)( +IN +\S.*)$/u;

/** `text` with the TTLs that `known` has for the same records. */
function withTtlsOf(known: string, text: string): string {
  const ttls = new Map<string, string>();
  for (const line of known.split('\n')) {
    const [, owner, , rest] = RECORD.exec(line) ?? [];
    if (owner !== undefined) ttls.set(recordKey(owner, rest!), line);
  }
  return text
    .split('\n')
    .map((line) => {
      const [, owner, , rest] = RECORD.exec(line) ?? [];
      return owner === undefined ? line : (ttls.get(recordKey(owner, rest!)) ?? line);
    })
    .join('\n');
}

/** Owner, type and data, whatever the width of the columns. */
function recordKey(owner: string, rest: string): string {
  return `${owner.trim()} ${rest.trim().replace(/ +/gu, ' ')}`.toLowerCase();
}
