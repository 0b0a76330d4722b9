// The trace as text, as the file `.txt` has it: to be read from top to bottom, searched and copied.
import type { TraceState } from '@delegraph/model';
import { textForm } from '@delegraph/report';
import { useMemo } from 'react';
import { DockBody } from './dock-body.tsx';
import { CopyButton } from '../header/copy-button.tsx';
import { permalinkOf } from '../share/picture-choice.ts';

export interface TextViewProps {
  state: TraceState;
  /** Where the trace is kept; null for one that is not. */
  address: string | null;
}

export default function TextView({ state, address }: TextViewProps) {
  const text = useMemo(
    () => textForm(state, address === null ? null : permalinkOf(address)),
    [state, address],
  );
  return (
    <DockBody view="text" label="Text">
      <div className="dock-tools">
        <CopyButton text={() => text}>Copy the text</CopyButton>
      </div>
      <pre>{text}</pre>
    </DockBody>
  );
}
