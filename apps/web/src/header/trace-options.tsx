// The button of the options, which says how many are not as usual, and the sheet it opens.
import { SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import { later } from '../later.tsx';
import { type TraceWishes, countOfWishes } from '../trace-request.ts';

const OptionsPanel = later(() => import('./options-panel.tsx'));

/** The browser's own popover: Escape and a click elsewhere close it, and the focus comes back. */
export function TraceOptions({
  wishes = {},
  onChange,
}: {
  wishes: TraceWishes | undefined;
  onChange: (wishes: TraceWishes) => void;
}) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const count = countOfWishes(wishes);
  return (
    <>
      <button
        type="button"
        className={count > 0 ? 'button options-button is-set' : 'button options-button'}
        popoverTarget={id}
        onPointerEnter={() => void OptionsPanel.preload()}
      >
        <SlidersHorizontal size={14} aria-hidden />
        <span className="options-word">Options</span>
        {count > 0 && <span className="options-count">{count}</span>}
      </button>
      <fieldset
        id={id}
        popover="auto"
        className="options-panel"
        aria-label="Options of the trace"
        onToggle={(event) => setIsOpen(event.newState === 'open')}
      >
        {isOpen && <OptionsPanel wishes={wishes} onChange={onChange} />}
      </fieldset>
    </>
  );
}
