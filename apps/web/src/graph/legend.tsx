// The legend of the picture: what its lines and signs mean, as far as they are in it.
import { Popover } from '@base-ui/react/popover';
import { type LegendEntry, type Scene, legendOf } from '@delegraph/diagram';
import { X } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import { SceneSvg } from '../scene-svg.tsx';

export interface LegendProps {
  scene: Scene;
  /** What it opens beside. */
  button: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
}

export default function Legend({ scene, button, onClose }: LegendProps) {
  const parts = useMemo(() => legendOf(scene), [scene]);
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner className="legend-place" anchor={button} side="top" align="start" sideOffset={8}>
          <Popover.Popup className="legend" finalFocus={button}>
            <Popover.Title className="legend-title">In this picture</Popover.Title>
            <Popover.Close className="icon-button legend-close" aria-label="Close the legend">
              <X size={16} aria-hidden />
            </Popover.Close>
            {parts.map(({ title, entries }) => (
              <section key={title}>
                <h3>{title}</h3>
                <ul>
                  {entries.map((entry) => (
                    <Entry key={entry.words} entry={entry} />
                  ))}
                </ul>
              </section>
            ))}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Entry({ entry: { words, shapes } }: { entry: LegendEntry }) {
  const scene = useMemo(() => ({ width: 28, height: 16, title: '', shapes: [...shapes] }), [shapes]);
  return (
    <li>
      <svg className="diagram" viewBox="0 0 28 16" width="28" height="16" aria-hidden="true">
        <SceneSvg
          scene={scene}
          selected={null}
          tabStop={null}
          concerns={null}
          onSelect={ignore}
          onFocus={ignore}
        />
      </svg>
      {words}
    </li>
  );
}

function ignore(): void {}
