// The command that asks the same again, to look at and to take along.
import { type HopState, digCommand } from '@delegraph/model';
import { use } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { InspectedTrace } from './inspected-trace.ts';

export function DigCommand({ hop }: { hop: HopState }) {
  const command = digCommand(hop, use(InspectedTrace).options);
  return (
    <div className="dig-command">
      <code title={command}>{command}</code>
      <CopyButton text={() => command}>Copy dig</CopyButton>
    </div>
  );
}
