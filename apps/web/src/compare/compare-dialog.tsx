// Asks with what to compare: a link, a file, or a trace of the same name that is known already.
import type { TraceState } from '@delegraph/model';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fetchTracesOf } from '../api.ts';
import { useDroppedTrace } from '../pages/file-drop.tsx';
import { recentTraces } from '../recent-traces.ts';
import { type TraceFile, openTraceFile, readTraceFile } from '../trace-file.ts';
import { instantText } from '../units.ts';
import { type OfferedTrace, offeredTraces, traceIdIn } from './other-trace.ts';
import { DialogFrame } from '../dialog-frame.tsx';

export interface CompareDialogProps {
  /** Of the trace on the page. */
  state: TraceState;
  /** Absent for a trace from a file. */
  id: string | undefined;
  file: TraceFile | undefined;
  onClose: () => void;
}

/** A dialog over the page of a trace; goes to the comparison, the older of both traces first as far as that is known. */
export default function CompareDialog({ state, id, file, onClose }: CompareDialogProps) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const offered = useOfferedTraces(state.question?.name ?? '', id);

  const compareWith = (other: { id: string; file?: TraceFile; startedAt?: string }) => {
    const own = { id: id ?? 'file', file, startedAt: state.startedAt };
    const isLater = other.startedAt !== undefined && other.startedAt > own.startedAt;
    const [before, after] = isLater ? [own, other] : [other, own];
    onClose();
    void navigate({
      to: '/compare/$a/$b',
      params: { a: before.id, b: after.id },
      state: {
        compared: {
          ...(before.file && { before: before.file }),
          ...(after.file && { after: after.file }),
        },
      },
    });
  };
  const compareWithFile = (dropped: TraceFile) => {
    const { startedAt } = openTraceFile(dropped).snapshot().state;
    compareWith({ id: 'file', file: dropped, startedAt });
  };
  useDroppedTrace(compareWithFile);

  function submit(event: FormEvent) {
    event.preventDefault();
    const other = traceIdIn(field.current?.value ?? '');
    if (other === null) return setTrouble('This is neither the link nor the id of a trace.');
    if (other === id) return setTrouble('This is the trace on this page.');
    return compareWith({ id: other });
  }

  async function choose(chosen: File | undefined) {
    if (!chosen) return;
    try {
      compareWithFile(await readTraceFile(chosen));
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <DialogFrame
      title="Compare with another trace"
      onClose={onClose}
      className="compare-dialog"
      initialFocus={field}
    >
      <form onSubmit={submit} className="compare-form">
        <label htmlFor="compare-other">Link or id of the other trace</label>
        <input
          id="compare-other"
          ref={field}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={trouble !== null}
          aria-describedby={trouble === null ? undefined : 'compare-trouble'}
        />
        <button type="submit" className="button is-primary">
          Compare
        </button>
      </form>
      {trouble !== null && (
        <p id="compare-trouble" className="verdict-trouble" role="alert">
          {trouble}
        </p>
      )}
      <p className="compare-file">
        <label className="button">
          Choose a file
          <input
            type="file"
            className="visually-hidden"
            accept=".json,.ndjson,.svg,.png"
            onChange={({ target }) => void choose(target.files?.[0])}
          />
        </label>{' '}
        or drop one here. It is not sent.
      </p>
      {offered.length > 0 && (
        <>
          <h3>Other traces of {state.question?.name}</h3>
          <ul className="compare-offers">
            {offered.map((trace) => (
              <li key={trace.id}>
                <button type="button" className="compare-offer" onClick={() => compareWith(trace)}>
                  <span className="compare-offer-time">
                    {instantText(trace.startedAt)} {trace.type}
                  </span>
                  <span>{trace.verdict}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </DialogFrame>
  );
}

/** What this browser knows at once; what the server lists, where it lists names, a moment later. */
function useOfferedTraces(name: string, id: string | undefined): OfferedTrace[] {
  const [listed, setListed] = useState<OfferedTrace[]>([]);
  useEffect(() => {
    if (name !== '') void fetchTracesOf(name).then(setListed);
  }, [name]);
  return offeredTraces(listed, recentTraces(), { id, name });
}
