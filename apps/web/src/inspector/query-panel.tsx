// The inspector of one query: who was asked what, what the reply says, and what was made of each record.
import { type HopState, type TraceState, messageText, probePurpose } from '@delegraph/model';
import { durationText } from '../units.ts';
import { Exchange, timeText } from './exchange.tsx';
import { DigCommand } from './dig-command.tsx';
import { unpadded } from './dig-line.ts';
import { explainQuery } from './explain/query.ts';
import { ExplanationView } from './explanation-view.tsx';
import { MessageFacts } from './message-facts.tsx';
import { MessageRecords } from './message-records.tsx';
import type { Panel } from './panel.tsx';
import { FactList, PanelHead, PanelPart, SelectLink } from './parts.tsx';
import { saidText } from './said.ts';
import { tryText } from './try-text.ts';

export function queryPanel(state: TraceState, hop: HopState): Panel {
  const { result } = hop;
  const message = result.status === 'answered' ? result.message : null;
  const hasRecords =
    message !== null && message.answer.length + message.authority.length + message.additional.length > 0;
  return {
    head: <QueryHead hop={hop} />,
    summary: <QuerySummary state={state} hop={hop} />,
    records: hasRecords ? <MessageRecords hop={hop} message={message} /> : null,
    packets: result.status === 'skipped' ? null : <Exchange hop={hop} isOpen />,
    explain: <ExplanationView of={() => explainQuery(state, hop)} />,
  };
}

function QueryHead({ hop }: { hop: HopState }) {
  return (
    <PanelHead kind="Query" name={`${hop.question.name} ${hop.question.type}`}>
      to{' '}
      <SelectLink to={{ kind: 'address', zone: hop.zone, address: hop.address }}>
        {hop.nameServer} {hop.address}
      </SelectLink>
      {', as a server of '}
      <SelectLink to={{ kind: 'zone', zone: hop.zone }}>
        {hop.zone === '.' ? 'the root' : hop.zone}
      </SelectLink>
    </PanelHead>
  );
}

function QuerySummary({ state, hop }: { state: TraceState; hop: HopState }) {
  const { result, tries, probe } = hop;
  const lookup = state.lookups[hop.lookupId];
  return (
    <>
      <p className="said">{saidText(hop)}</p>
      {result.status === 'answered' && (
        <div className="reply-head">
          <MessageFacts message={result.message} />
          <pre className="dig">{headText(messageText(result.message))}</pre>
        </div>
      )}
      {result.status !== 'skipped' && <DigCommand hop={hop} />}
      <PanelPart title="Times">
        <FactList
          facts={[
            [
              'Asked',
              probe === 'walk' && lookup ? (
                <>
                  to go on with{' '}
                  <SelectLink to={{ kind: 'lookup', lookupId: lookup.id }}>
                    {lookup.question.name} {lookup.question.type}
                  </SelectLink>
                </>
              ) : (
                probePurpose(probe)
              ),
            ],
            ['Sent', `${durationText(hop.sentAtMs)} after the start`],
            [
              'Received',
              hop.endedAtMs === null || result.status !== 'answered'
                ? null
                : `${durationText(hop.endedAtMs)} after the start`,
            ],
            ['Took', timeText(hop)],
            [
              'Tries',
              tries.length < 2 ? null : (
                <ol key="tries">
                  {tries.map((attempt) => (
                    <li key={`${attempt.sentAtMs} ${attempt.transport}`}>{tryText(attempt)}</li>
                  ))}
                </ol>
              ),
            ],
          ]}
        />
      </PanelPart>
    </>
  );
}

/** What stands before the sections of records. */
function headText(text: string): string {
  const end = text.search(/\n\n;; (?:ANSWER|AUTHORITY|ADDITIONAL) SECTION:/);
  const head = end === -1 ? text : text.slice(0, end);
  return head.split('\n').map(unpadded).join('\n');
}
