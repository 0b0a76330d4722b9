// The inspector of a lookup: what was looked up, why, and the records it ended with.
import type { LookupOutcome, LookupState, TraceState } from '@delegraph/model';
import { durationText } from '../units.ts';
import { Exchange } from './exchange.tsx';
import { PanelHead, PanelPart, RecordList, SelectLink } from './parts.tsx';

/** One lookup and its outcome. */
export function LookupPanel({ state, lookup }: { state: TraceState; lookup: LookupState }) {
  const { question, outcome, endedAtMs, startedAtMs, neededBy } = lookup;
  const evidence = outcome && 'hopId' in outcome ? state.hops[outcome.hopId] : undefined;
  return (
    <>
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
      {outcome?.kind === 'answer' && (
        <PanelPart title="Records">
          <RecordList records={outcome.records} />
        </PanelPart>
      )}
      {outcome?.kind === 'alias' && outcome.next !== null && (
        <p>
          <SelectLink to={{ kind: 'lookup', lookupId: outcome.next }}>
            Go on to {outcome.link.target}
          </SelectLink>
        </p>
      )}
      {evidence && (
        <PanelPart title="The reply that said so">
          <Exchange hop={evidence} isOpen showsServer />
        </PanelPart>
      )}
    </>
  );
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
