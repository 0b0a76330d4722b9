// The command that asks the same again, to look at and to take along.
import { type HopState, digCommand } from '@delegraph/model';
import { CopyButton } from '../header/copy-button.tsx';

export function DigCommand({ hop }: { hop: HopState }) {
  const command = digCommand(hop);
  return (
    <div className="dig-command">
      <code title={command}>{command}</code>
      <CopyButton text={() => command}>Copy dig</CopyButton>
    </div>
  );
}
