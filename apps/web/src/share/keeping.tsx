// Who finds the trace and how long it stays; for whoever started it, the switch that keeps it and its end.
import { Popover } from '@base-ui/react/popover';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { problemOf } from '../api.ts';
import { instantText } from '../units.ts';
import { type Retention, deleteTrace, keepTrace } from './retention.ts';

interface KeepingLineProps {
  id: string;
  /** Null in a browser that did not start the trace. */
  token: string | null;
  retention: Retention;
  onChange: (retention: Retention) => void;
}

/** The sentence below the title, and the switch. */
export function KeepingLine({ id, token, retention, onChange }: KeepingLineProps) {
  const { keep, expiresAt, listed } = retention;
  const [trouble, setTrouble] = useState<string | null>(null);
  /** What was asked for, until the server has answered. */
  const [wanted, setWanted] = useState<boolean | null>(null);

  async function change(isOn: boolean) {
    if (wanted !== null) return;
    setWanted(isOn);
    try {
      onChange(await keepTrace(id, token!, isOn));
      setTrouble(null);
    } catch (error) {
      setTrouble(troubleText(error));
    } finally {
      setWanted(null);
    }
  }

  return (
    <div className="share-keeping">
      <p aria-live="polite">
        {listed
          ? 'This trace is listed: whoever asks this server for its name finds it.'
          : 'This trace is unlisted: only who has its link finds it.'}{' '}
        {expiresAt === null ? 'It is kept for ever.' : `It is kept until ${dayText(expiresAt)}.`}
      </p>
      {token !== null && (keep || expiresAt !== null) && (
        <label className="option-check">
          <input
            type="checkbox"
            role="switch"
            checked={wanted ?? keep}
            aria-checked={wanted ?? keep}
            onChange={({ target }) => void change(target.checked)}
          />
          Keep it for ever
        </label>
      )}
      {trouble !== null && (
        <p className="share-trouble" role="alert">
          {trouble}
        </p>
      )}
    </div>
  );
}

/** A button that asks once more before it deletes the trace. */
export function DeleteTrace({ id, token, onDeleted }: { id: string; token: string; onDeleted: () => void }) {
  const [trouble, setTrouble] = useState<string | null>(null);

  async function remove() {
    try {
      await deleteTrace(id, token);
      onDeleted();
    } catch (error) {
      setTrouble(troubleText(error));
    }
  }

  return (
    <Popover.Root onOpenChange={() => setTrouble(null)}>
      <Popover.Trigger className="button is-quiet is-grave">
        <Trash2 size={14} aria-hidden /> Delete this trace…
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="share-confirm-place" side="top" align="start" sideOffset={8}>
          <Popover.Popup className="share-confirm">
            <Popover.Title>Delete this trace?</Popover.Title>
            <Popover.Description>
              Its links, pictures and frames stop working for everybody, and nobody can bring it back.
            </Popover.Description>
            <div className="share-confirm-choice">
              <Popover.Close className="button">Cancel</Popover.Close>
              <button type="button" className="button is-grave" onClick={() => void remove()}>
                Delete
              </button>
            </div>
            {trouble !== null && (
              <p className="share-trouble" role="alert">
                {trouble}
              </p>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** `7 Jan 2027`. */
function dayText(iso: string): string {
  return instantText(iso).split(' ').slice(0, 3).join(' ');
}

function troubleText(error: unknown): string {
  const { title, detail } = problemOf(error);
  return `${title}. ${detail}`;
}
