// Keys that work anywhere on the page, except while typing.
import { useEffect, useEffectEvent } from 'react';
import { areSingleKeysOn } from './single-keys.ts';

/** Calls the action of the key pressed. Keys are as in `KeyboardEvent.key`; those held with Ctrl, ⌘ or Alt are the browser's. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    // A dialog has its own keys; what is behind it stays as it is.
    if (event.target instanceof Element && event.target.closest('[role="dialog"]')) return;
    if (isTyping(event.target) && event.key !== 'Escape') return;
    if (event.key.length === 1 && !areSingleKeysOn()) return;
    if (event.key === ' ' && isPressable(event.target)) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches(TYPED_INTO);
}

/** A slider takes the arrows alone. */
const TYPED_INTO = 'input:not([type="range"]), textarea, select, [contenteditable]';

// The space bar presses what has the focus, or scrolls it.
function isPressable(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('a, button, summary, [tabindex]') !== null;
}
