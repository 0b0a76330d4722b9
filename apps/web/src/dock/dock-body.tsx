// What a view of the dock stands in.
import type { ReactNode, Ref } from 'react';

export interface DockBodyProps {
  /** Names it in the style sheets, and for the keys that lead to it. */
  view: 'timeline' | 'records' | 'log' | 'text';
  label: string;
  /** The region itself, for whoever draws only what of it is in view. */
  ref?: Ref<HTMLElement>;
  onScroll?: () => void;
  children: ReactNode;
}

/** A region that scrolls by itself. */
export function DockBody({ view, label, ref, onScroll, children }: DockBodyProps) {
  return (
    <section
      className={`dock-body ${view}-body`}
      ref={ref}
      onScroll={onScroll}
      // More than fits is reached by scrolling, so it takes the focus.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
    >
      {children}
    </section>
  );
}
