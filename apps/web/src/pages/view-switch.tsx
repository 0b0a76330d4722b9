// Chooses between the picture and the outline, whole or only what is wrong; the choice is part of the address of the page.
import { useNavigate } from '@tanstack/react-router';
import { ListTree, TriangleAlert, Waypoints } from 'lucide-react';
import { IconTool } from '../icon-tool.tsx';

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

/** The page as it is, with only what is wrong, or with everything again. */
export function problemsAddress(onlyProblems: boolean) {
  return {
    to: '.',
    search: ({ only: _old, ...others }: Record<string, unknown>) =>
      onlyProblems ? { ...others, only: 'problems' } : others,
    replace: true,
    resetScroll: false,
  } as const;
}

/** A button that stays pressed. */
export function ProblemsToggle({ isOn }: { isOn: boolean }) {
  const navigate = useNavigate();
  return (
    <fieldset className="view-switch" aria-label="Scope">
      <IconTool
        label="Only problems"
        hint="e"
        isOn={isOn}
        onClick={() => void navigate({ ...problemsAddress(!isOn) })}
      >
        <TriangleAlert size={16} aria-hidden />
      </IconTool>
    </fieldset>
  );
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
