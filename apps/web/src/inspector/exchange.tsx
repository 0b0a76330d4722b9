// One query and what came of it, in the form dig prints.
import { type HopState, type Try, digCommand } from '@delegraph/model';
import { useState } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { durationText } from '../units.ts';
import { MessageView } from './message-view.tsx';
import { recordUses } from './record-use.ts';
import { saidText } from './said.ts';

const FAILURES = {
  timeout: 'no answer',
  unreachable: 'unreachable',
  malformed: 'malformed reply',
  mismatched: 'not a reply to us',
};

/** A query that unfolds to its message, its tries, and the command to repeat it. */
export function Exchange({
  hop,
  isOpen,
  showsServer = false,
}: {
  hop: HopState;
  isOpen: boolean;
  showsServer?: boolean;
}) {
  const { question, result } = hop;
  // Some panels hold dozens; what is folded is not made.
  const [isUnfolded, setIsUnfolded] = useState(isOpen);
  return (
    <details
      className="exchange"
      open={isUnfolded}
      onToggle={(event) => setIsUnfolded(event.currentTarget.open)}
    >
      <summary>
        <span className="exchange-question">
          {question.name} {question.type}
        </span>
        <span className="exchange-result">
          {showsServer && `${hop.nameServer} ${hop.address}: `}
          {saidText(hop)}
        </span>
        <span className="exchange-time">{timeText(hop)}</span>
      </summary>
      {hop.tries.length > 0 && (
        <ol className="tries">
          {hop.tries.map((attempt) => (
            <li key={`${attempt.sentAtMs} ${attempt.transport}`}>{tryText(attempt)}</li>
          ))}
        </ol>
      )}
      {isUnfolded && result.status === 'answered' && (
        <MessageView message={result.message} wire={result.wire} uses={recordUses(hop)} />
      )}
      {result.status !== 'skipped' && (
        <div className="dig-command">
          <code>{digCommand(hop)}</code>
          <CopyButton text={() => digCommand(hop)}>Copy dig</CopyButton>
        </div>
      )}
    </details>
  );
}

function timeText({ tries, result }: HopState): string {
  if (result.status === 'asking' || result.status === 'skipped') return '';
  if (result.status === 'answered' && result.rememberedAgeMs !== undefined)
    return `remembered, heard ${durationText(result.rememberedAgeMs)} before`;
  const transport = tries.at(-1)?.transport.toUpperCase() ?? 'UDP';
  // Of several tries, the one whose time is shown.
  const timed = tries.find(({ elapsedMs }) => elapsedMs === result.elapsedMs);
  return `${transport} · ${durationText(result.elapsedMs)}${oursText(timed?.lateByMs)}`;
}

/** How much of a time may be our own doing. */
function oursText(lateByMs: number | undefined): string {
  return lateByMs === undefined ? '' : `, up to ${durationText(lateByMs)} of it ours`;
}

function tryText(attempt: Try): string {
  const { transport, edns, sentAtMs, elapsedMs, lateByMs, result, rcode, truncated, detail } = attempt;
  const outcome =
    result === 'response' ? `${rcode ?? 'a reply'}${truncated ? ', truncated' : ''}` : FAILURES[result];
  const parts = [
    `at ${durationText(sentAtMs)}`,
    `${transport.toUpperCase()}${edns ? '' : ' without EDNS'}`,
    `${outcome}${detail ? ` (${detail})` : ''} after ${durationText(elapsedMs)}${oursText(lateByMs)}`,
  ];
  return parts.join(' · ');
}
