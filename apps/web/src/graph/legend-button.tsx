// Opens the legend of the picture. What is in it comes when it is wanted.
import type { Scene } from '@delegraph/diagram';
import { CircleQuestionMark } from 'lucide-react';
import { useRef, useState } from 'react';
import { useCommands } from '../keys/commands.tsx';
import { later } from '../later.tsx';

const Legend = later(() => import('./legend.tsx'));

/** The button among the tools of the picture. */
export function LegendButton({ scene }: { scene: Scene }) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement | null>(null);
  useCommands([{ keys: ['l'], words: 'What the lines and signs mean', run: () => setIsOpen(true) }]);
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        title="What the lines and signs mean (l)"
        aria-label="What the lines and signs mean"
      >
        <CircleQuestionMark size={16} aria-hidden />
      </button>
      {isOpen && <Legend scene={scene} button={button} onClose={() => setIsOpen(false)} />}
    </>
  );
}
