// What the dock below the picture can show.

export const DOCK_VIEWS = ['timeline', 'records'] as const;
export type DockView = (typeof DOCK_VIEWS)[number];

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
