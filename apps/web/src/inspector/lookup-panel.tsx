// The inspector of a lookup: what was looked up, why, and the records it ended with.
import {
  type AliasLink,
  type HopState,
  type LookupOutcome,
  type LookupState,
  type TraceState,
  ROOT,
  isWithin,
  questionChain,
} from '@delegraph/model';
import { SaidBy } from '../records/record-parts.tsx';
import { durationText, ttlText } from '../units.ts';
import { dependenceSentences } from './dependence.ts';
import { Exchange } from './exchange.tsx';
import { explainLookup } from './explain/lookup.ts';
import { ExplanationView } from './explanation-view.tsx';
import { packetList } from './packet-list.tsx';
import type { Panel } from './panel.tsx';
import { PanelHead, PanelPart, RecordList, SelectLink } from './parts.tsx';
import { recordSetList } from './record-set-list.tsx';
import { recordsOfName } from './records-about.ts';

/** One lookup and its outcome. */
export function lookupPanel(state: TraceState, lookup: LookupState): Panel {
  return {
    head: <LookupHead lookup={lookup} />,
    summary: <LookupSummary state={state} lookup={lookup} />,
    records: recordSetList(recordsOfName(state, lookup.question.name)),
    packets: packetList(state.hops.filter(({ lookupId }) => lookupId === lookup.id)),
    explain: <ExplanationView of={() => explainLookup(state, lookup)} />,
  };
}

function LookupHead({ lookup }: { lookup: LookupState }) {
  const { question, outcome, endedAtMs, startedAtMs, neededBy } = lookup;
  return (
    <PanelHead kind={KINDS[lookup.purpose]} name={`${question.name} ${question.type}`}>
      {outcome ? outcomeText(outcome) : 'still looking'}
      {endedAtMs !== null && ` · after ${durationText(endedAtMs - startedAtMs)}`}
      {neededBy !== null && (
        <>
          {' · a name server of '}
          <SelectLink to={{ kind: 'zone', zone: neededBy }}>{neededBy}</SelectLink>
        </>
      )}
    </PanelHead>
  );
}

function LookupSummary({ state, lookup }: { state: TraceState; lookup: LookupState }) {
  const { outcome } = lookup;
  const evidence = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  return (
    <>
      {outcome?.kind === 'answer' && (
        <PanelPart title="Records">
          <RecordList records={outcome.records} />
        </PanelPart>
      )}
      {outcome?.kind === 'alias' && <AliasPart state={state} lookup={lookup} outcome={outcome} />}
      {dependenceSentences(state, lookup).map((sentence) => (
        <p key={sentence} className="hint">
          {sentence}
        </p>
      ))}
      {evidence && (
        <PanelPart title="The reply that said so">
          <Exchange hop={evidence} isOpen={false} showsServer />
        </PanelPart>
      )}
    </>
  );
}

type AliasOutcome = Extract<LookupOutcome, { kind: 'alias' }>;

/** One arrow of a chain: where it leads, how long it is kept, and its place in the chain. */
function AliasPart(props: { state: TraceState; lookup: LookupState; outcome: AliasOutcome }) {
  const { state, lookup, outcome } = props;
  const { link, next } = outcome;
  const place = chainPlace(state, lookup);
  const sayers = sayersOf(state, link);
  const zone = state.hops[outcome.hopId]?.zone;
  const staysIn = zone !== undefined && zone !== ROOT && isWithin(link.target, zone);
  return (
    <PanelPart title="The alias">
      <ul className="alias-facts">
        <li>
          {link.owner} {link.type} {link.target}, TTL {ttlText(link.ttl)}
        </li>
        {place && (
          <li>
            number {place.number} of {place.links.length} in the chain; all of it is kept for{' '}
            {ttlText(Math.min(...place.links.map(({ ttl }) => ttl)))}, the lowest TTL
          </li>
        )}
        <li>
          {staysIn
            ? `the target is in ${zone} too`
            : 'the target is outside of the zone: the search starts again from what is known of it'}
        </li>
      </ul>
      {sayers.length > 0 && (
        <div className="alias-source">
          said by <SaidBy hops={sayers} />
        </div>
      )}
      {next !== null && (
        <SelectLink to={{ kind: 'lookup', lookupId: next }}>Go on to {link.target}</SelectLink>
      )}
    </PanelPart>
  );
}

/** A query to each address that gave the record. What a DNAME says is another name than the one that it leads to. */
function sayersOf(state: TraceState, { type, owner, target }: AliasLink): readonly HopState[] {
  const sets = recordsOfName(state, owner).flatMap((zone) => zone.sets);
  const saying = sets.filter(
    (set) => set.type === type && (type === 'DNAME' || set.data.some((data) => isSameName(data, target))),
  );
  return saying.flatMap(({ hops }) => hops);
}

/** A name in data has its final dot, and the case received. */
function isSameName(data: string, name: string): boolean {
  return data.toLowerCase() === `${name}.`;
}

/** Null of an alias that is on no chain from the question. */
function chainPlace(state: TraceState, lookup: LookupState) {
  const chain = questionChain(state);
  const links = chain.flatMap(({ outcome }) => (outcome?.kind === 'alias' ? [outcome.link] : []));
  const index = chain.indexOf(lookup);
  return index === -1 ? null : { number: index + 1, links };
}

const KINDS: Record<LookupState['purpose'], string> = {
  question: 'The question',
  alias: 'Where an alias leads',
  'nameserver-address': 'Address of a name server',
  target: 'Address of a host that a record names',
};

function outcomeText(outcome: LookupOutcome): string {
  switch (outcome.kind) {
    case 'answer':
      return 'answered';
    case 'nodata':
      return 'the name has no record of this type';
    case 'nxdomain':
      return 'the name does not exist';
    case 'alias':
      return `${outcome.link.type} to ${outcome.link.target}`;
    case 'unresolvable':
      return `no server of ${outcome.zone} could be asked`;
    case 'loop':
      return 'it needs itself: a loop';
    case 'budget':
      return 'given up: a limit of this trace was reached';
  }
}
