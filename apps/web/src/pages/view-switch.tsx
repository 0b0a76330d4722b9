// Chooses between the picture and the outline; the choice is part of the address of the page.
import { useNavigate } from '@tanstack/react-router';
import { ListTree, Waypoints } from 'lucide-react';

export type View = 'graph' | 'outline';

/** Two buttons, one of them pressed. */
export function ViewSwitch({ view }: { view: View }) {
  const navigate = useNavigate();
  const show = (wanted: View) =>
    void navigate({
      to: '.',
      search: (others) => ({ ...others, view: wanted }),
      replace: true,
      resetScroll: false,
    });
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
