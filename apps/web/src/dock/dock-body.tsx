// What a view of the dock stands in.
import type { ReactNode } from 'react';

export interface DockBodyProps {
  /** Names it in the style sheets, and for the keys that lead to it. */
  view: 'timeline' | 'records' | 'log' | 'text';
  label: string;
  children: ReactNode;
}

/** A region that scrolls by itself. */
export function DockBody({ view, label, children }: DockBodyProps) {
  return (
    // More than fits is reached by scrolling, so it takes the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={`dock-body ${view}-body`} tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
