// A button that is only a sign: its words are told by hovering, and to assistive technology.
import type { ReactNode } from 'react';

export interface IconToolProps {
  label: string;
  /** How else it can be done: a key, or a move of the pointer. */
  hint?: string;
  onClick: () => void;
  /** Of one that is switched on and off. */
  isOn?: boolean;
  /** The sign. */
  children: ReactNode;
}

export function IconTool({ label, hint, onClick, isOn, children }: IconToolProps) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-pressed={isOn}
      title={hint === undefined ? label : `${label} (${hint})`}
      aria-label={label}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
