// The ways from a trace to its comparison with another: a button, a key, and a link after it was run again.
import type { TraceState } from '@delegraph/model';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../keys/commands.tsx';
import { later } from '../later.tsx';
import { savedTrace } from '../saved-trace.ts';

const CompareDialog = later(() => import('./compare-dialog.tsx'));

/** A button that opens the dialog, and after “Run again” the way to what has changed since. Nothing for a trace that has
 *  neither an address nor a file. */
export function CompareButton({ state }: { state: TraceState }) {
  const { id } = useParams({ strict: false });
  const { file, previous } = useLocation({ select: (location) => location.state });
  const [isOpen, setIsOpen] = useState(false);
  const isPossible = !savedTrace && (id !== undefined || file !== undefined);
  const open = () => setIsOpen(true);
  useCommands(isPossible ? [{ keys: ['c'], words: 'Compare with another trace', run: open }] : []);
  if (!isPossible) return null;
  return (
    <>
      {id !== undefined && previous !== undefined && (
        <Link to="/compare/$a/$b" params={{ a: previous, b: id }}>
          Compare with the trace before
        </Link>
      )}
      <button
        type="button"
        className="button"
        aria-label="Compare"
        title="Compare with another trace (c)"
        onClick={open}
      >
        <GitCompareArrows size={14} aria-hidden /> <span className="unless-narrow">Compare</span>
      </button>
      {isOpen && <CompareDialog state={state} id={id} file={file} onClose={() => setIsOpen(false)} />}
    </>
  );
}
