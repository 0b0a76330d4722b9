// One query and what came of it, in the form dig prints.
import { type HopState, probePurpose } from '@delegraph/model';
import { useState } from 'react';
import { durationText } from '../units.ts';
import { CopyDnsJson } from './copy-dns-json.tsx';
import { DigCommand } from './dig-command.tsx';
import { MessageView } from './message-view.tsx';
import { recordUses } from './record-use.ts';
import { saidText } from './said.ts';
import { oursText, tryText } from './try-text.ts';

/** A query that unfolds to the command that repeats it, its tries and its message. */
export function Exchange({
  hop,
  isOpen,
  showsServer = false,
  hasCommand = true,
}: {
  hop: HopState;
  isOpen: boolean;
  showsServer?: boolean;
  /** False where the command stands beside it. */
  hasCommand?: boolean;
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
          {saidText(hop)}
          {showsServer && <span> · {`${hop.nameServer} ${hop.address}`}</span>}
          {hop.probe !== 'walk' && <span> · asked {probePurpose(hop.probe)}</span>}
        </span>
        <span className="exchange-time">{timeText(hop)}</span>
      </summary>
      {hasCommand && result.status !== 'skipped' && <DigCommand hop={hop} />}
      {hop.tries.length > 0 && (
        <ol className="tries">
          {hop.tries.map((attempt) => (
            <li key={`${attempt.sentAtMs} ${attempt.transport}`}>{tryText(attempt)}</li>
          ))}
        </ol>
      )}
      {isUnfolded && result.status === 'answered' && (
        <MessageView message={result.message} wire={result.wire} uses={recordUses(hop)}>
          <CopyDnsJson hop={hop} />
        </MessageView>
      )}
      {isUnfolded && result.status === 'failed' && (
        <div className="message-copies">
          <CopyDnsJson hop={hop} />
        </div>
      )}
    </details>
  );
}

/** `UDP · 12 ms`: how the reply came, and how long it took. */
export function timeText({ tries, result }: HopState): string {
  if (result.status === 'asking' || result.status === 'skipped') return '';
  if (result.status === 'answered' && result.rememberedAgeMs !== undefined)
    return `remembered, heard ${durationText(result.rememberedAgeMs)} before`;
  const transport = tries.at(-1)?.transport.toUpperCase() ?? 'UDP';
  // Of several tries, the one whose time is shown.
  const timed = tries.find(({ elapsedMs }) => elapsedMs === result.elapsedMs);
  return `${transport} · ${durationText(result.elapsedMs)}${oursText(timed?.lateByMs)}`;
}
