// What the dock below the picture can show.

export const DOCK_VIEWS = ['timeline', 'records', 'log', 'text'] as const;
export type DockView = (typeof DOCK_VIEWS)[number];

/** Of an address: what is shown in place of the timeline, if anything is. */
export type DockSearch = Exclude<DockView, 'timeline'>;

export function isDockSearch(value: unknown): value is DockSearch {
  return value !== 'timeline' && DOCK_VIEWS.some((view) => view === value);
}

/** The page as it is, with that in the dock. The timeline is there unless the address says otherwise. */
export function dockAddress(view: DockView) {
  return {
    to: '.',
    search: ({ dock: _old, ...others }: Record<string, unknown>) =>
      view === 'timeline' ? others : { ...others, dock: view },
    replace: true,
    resetScroll: false,
  } as const;
}
