// Chooses between the picture and the outline; the choice is part of the address of the page.
import { useNavigate } from '@tanstack/react-router';
import { ListTree, Waypoints } from 'lucide-react';

export type View = 'graph' | 'outline';

/** The page as it is, in that view. */
export function viewAddress(view: View) {
  return {
    to: '.',
    search: (others: Record<string, unknown>) => ({ ...others, view }),
    replace: true,
    resetScroll: false,
  } as const;
}

/** Two buttons, one of them pressed. */
export function ViewSwitch({ view }: { view: View }) {
  const navigate = useNavigate();
  const show = (wanted: View) => void navigate({ ...viewAddress(wanted) });
  return (
    <fieldset className="view-switch" aria-label="View">
      <button type="button" className="toggle" aria-pressed={view === 'graph'} onClick={() => show('graph')}>
        <Waypoints size={14} aria-hidden /> Graph
      </button>
      <button
        type="button"
        className="toggle"
        aria-pressed={view === 'outline'}
        onClick={() => show('outline')}
      >
        <ListTree size={14} aria-hidden /> Outline
      </button>
    </fieldset>
  );
}
