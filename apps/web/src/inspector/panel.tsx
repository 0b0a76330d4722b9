// What the inspector shows of one thing: its head, and below each tab what there is to say.
import { Tabs } from '@base-ui/react/tabs';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PANEL_TABS, type PanelTab, tabAddress, tabToShow } from './panel-tabs.ts';

/** Null below a tab: there is nothing, and no such tab. */
export interface Panel {
  head: ReactNode;
  summary: ReactNode;
  records: ReactNode;
  packets: ReactNode;
  explain: ReactNode;
}

const TITLES: Readonly<Record<PanelTab, string>> = {
  summary: 'Summary',
  records: 'Records',
  packets: 'Packets',
  explain: 'Explain',
};

/** The tab is a part of the address, so that a link shows the same. */
export function PanelView({ panel }: { panel: Panel }) {
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false });
  const there = PANEL_TABS.filter((each) => panel[each] !== null);
  const shown = tabToShow(tab, there);
  return (
    <>
      {panel.head}
      <Tabs.Root value={shown} onValueChange={(wanted: PanelTab) => void navigate({ ...tabAddress(wanted) })}>
        <Tabs.List className="panel-tabs" aria-label="What is shown of it">
          {there.map((each) => (
            <Tabs.Tab key={each} value={each} className="panel-tab">
              {TITLES[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={shown} tabIndex={-1} className="panel-body">
          {panel[shown]}
        </Tabs.Panel>
      </Tabs.Root>
    </>
  );
}
