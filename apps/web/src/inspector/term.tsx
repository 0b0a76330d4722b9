// A short word with its meaning, for the mouse that rests on it, the key that presses it and the finger that taps it.
import { Popover } from '@base-ui/react/popover';
import type { ReactNode } from 'react';

const HOVER_MS = 250;

/** `name`: what the meaning is called by assistive technology, where the word alone is only a sign. */
export function Term({
  meaning,
  name,
  className = '',
  children,
}: {
  meaning: string;
  name?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Popover.Root>
      <Popover.Trigger className={`term ${className}`} openOnHover delay={HOVER_MS} aria-label={name}>
        {children}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="term-place" side="top" sideOffset={4} collisionPadding={8}>
          {/* It only says something: the focus stays where it is. */}
          <Popover.Popup
            className="term-meaning"
            aria-label="Meaning"
            initialFocus={false}
            finalFocus={false}
          >
            <Popover.Description render={<p />}>{meaning}</Popover.Description>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
