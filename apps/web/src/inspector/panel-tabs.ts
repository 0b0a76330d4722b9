// The tabs of the inspector, and the address of each.

export const PANEL_TABS = ['summary', 'records', 'packets', 'explain'] as const;
export type PanelTab = (typeof PANEL_TABS)[number];

/** Of an address: what is shown in place of the summary, if anything is. */
export type TabSearch = Exclude<PanelTab, 'summary'>;

export function isTabSearch(value: unknown): value is TabSearch {
  return value !== 'summary' && PANEL_TABS.some((tab) => tab === value);
}

/** The page as it is, with that tab. The summary is shown unless the address says otherwise. */
export function tabAddress(tab: PanelTab) {
  return {
    to: '.',
    search: ({ tab: _old, ...others }: Record<string, unknown>) =>
      tab === 'summary' ? others : { ...others, tab },
    replace: true,
    resetScroll: false,
  } as const;
}

/** The tab to show of those there are. The one asked for may be missing here, and be there again for what is selected next. */
export function tabToShow(wanted: unknown, there: readonly PanelTab[]): PanelTab {
  return there.find((tab) => tab === wanted) ?? 'summary';
}
