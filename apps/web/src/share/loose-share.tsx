// What there is to share of a trace that no server keeps for this page: a dropped file, a recording, a page saved as a file.
import { type Permalink, mermaidForm, pageAddress } from '@delegraph/report';
import type { Origin } from '../pages/origin.ts';
import { savedTrace } from '../saved-trace.ts';
import type { TraceSnapshot } from '../trace-store.ts';
import { WrittenFiles } from './file-lists.tsx';
import { permalinkOf } from './picture-choice.ts';
import { type ShareForm, ShareTabs } from './share-tabs.tsx';
import { SnippetField } from './snippet-field.tsx';

export function LooseShare({ origin, snapshot }: { origin: Origin; snapshot: TraceSnapshot }) {
  const { state, events } = snapshot;
  const permalink = savedTrace ? permalinkOf(savedTrace.address) : null;
  const forms: ShareForm[] = [
    ...linkForm(origin, permalink),
    { title: 'Files', content: <WrittenFiles state={state} events={events} permalink={permalink} /> },
    {
      title: 'Mermaid',
      content: <SnippetField label="The graph as a flowchart" text={mermaidForm(state)} />,
    },
  ];
  return (
    <>
      <p>{reasonOf(origin, permalink)}</p>
      <ShareTabs forms={forms} />
    </>
  );
}

function linkForm(origin: Origin, permalink: Permalink | null): ShareForm[] {
  if (permalink)
    return [
      {
        title: 'Link',
        content: <SnippetField label="Where it was saved from" text={pageAddress(permalink)} />,
      },
    ];
  if (origin.kind !== 'recording') return [];
  return [{ title: 'Link', content: <SnippetField label="This recording" text={location.href} /> }];
}

function reasonOf(origin: Origin, permalink: Permalink | null): string {
  if (permalink)
    return 'This page is a file: share the file itself, or what is written here from it. Whether the server still has the trace cannot be told from here.';
  if (origin.kind === 'recording')
    return 'This is a recording from the lab: it has a link, but no pictures on the server. Trace it live to have those.';
  return 'This trace was opened from a file and no server has it, so there is no link: share the file, or what is written here from it.';
}
