// The forms in which a trace can be taken away, each below its own tab.
import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export interface ShareForm {
  title: string;
  content: ReactNode;
}

export function ShareTabs({ forms }: { forms: readonly ShareForm[] }) {
  return (
    <Tabs.Root className="share-forms" defaultValue={forms[0]?.title}>
      <Tabs.List className="share-tabs" aria-label="Forms" activateOnFocus>
        {forms.map(({ title }) => (
          <Tabs.Tab key={title} value={title} className="toggle">
            {title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {forms.map(({ title, content }) => (
        <Tabs.Panel key={title} value={title} className="share-panel">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
