// What there is to share of a trace that the server keeps: everything.
import type { TraceState } from '@delegraph/model';
import {
  asciidocSnippet,
  badgeSnippet,
  chatSnippet,
  htmlSnippet,
  iframeSnippet,
  jiraSnippet,
  markdownForm,
  markdownSnippet,
  mermaidForm,
  namedPageAddress,
} from '@delegraph/report';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { problemOf } from '../api.ts';
import { deleteTokenOf, forgetDeleteToken } from '../delete-tokens.ts';
import { CopyButton } from '../header/copy-button.tsx';
import { forgetTrace } from '../recent-traces.ts';
import { useSelection } from '../selection-context.ts';
import { type TraceRequest, searchOf } from '../trace-request.ts';
import { ServerFiles } from './file-lists.tsx';
import { DeleteTrace, KeepingLine } from './keeping.tsx';
import { USUAL_CHOICE, permalinkOf, selectedLookup, snippetWishes } from './picture-choice.ts';
import { PicturePart } from './picture-part.tsx';
import { type Retention, fetchLogDigest, fetchRetention } from './retention.ts';
import { type ShareForm, ShareTabs } from './share-tabs.tsx';
import { SnippetField } from './snippet-field.tsx';

interface StoredShareProps {
  id: string;
  state: TraceState;
  hasEnded: boolean;
  request: TraceRequest;
  onClose: () => void;
}

export function StoredShare({ id, state, hasEnded, request, onClose }: StoredShareProps) {
  const [retention, setRetention] = useState<Retention | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [choice, setChoice] = useState(USUAL_CHOICE);
  const { selection } = useSelection();
  const router = useRouter();
  const token = deleteTokenOf(id);
  useEffect(() => {
    fetchRetention(id).then(setRetention, (error: unknown) => {
      const { title, detail } = problemOf(error);
      setTrouble(`${title}. ${detail}`);
    });
  }, [id]);

  const leave = () => {
    forgetDeleteToken(id);
    forgetTrace(id);
    onClose();
    void router.invalidate();
  };

  const permalink = permalinkOf(retention?.url ?? `${location.origin}/t/${id}`);
  if (!permalink) return null;
  const lookupId = selectedLookup(state, selection);
  const wishes = snippetWishes(choice, lookupId);
  const view = location.search === '' ? null : permalink.origin + location.pathname + location.search;
  const badge = retention?.listed ? badgeSnippet(state, permalink) : '';
  const frameAndBadge: ShareForm[] = [
    {
      title: 'iframe',
      content: (
        <SnippetField
          label="The trace itself in another page"
          text={iframeSnippet(state, permalink, wishes)}
        />
      ),
    },
    ...(badge === ''
      ? []
      : [
          {
            title: 'Badge',
            content: <SnippetField label="The last stored trace of this name, in a word" text={badge} />,
          },
        ]),
  ];
  const forms: ShareForm[] = [
    {
      title: 'Link',
      content: (
        <>
          <SnippetField label="This trace" text={namedPageAddress(permalink, state)} />
          {view !== null && <SnippetField label="This view of it" text={view} />}
          <SnippetField
            label="A new trace of the same question"
            text={`${permalink.origin}/?${new URLSearchParams(searchOf(request)).toString()}`}
          />
        </>
      ),
    },
    {
      title: 'Markdown',
      content: (
        <>
          <SnippetField
            label="A picture that leads to the trace"
            text={markdownSnippet(state, permalink, wishes)}
          />
          <SnippetField
            label="A block for an incident report"
            text={markdownForm(state, permalink, wishes)}
          />
        </>
      ),
    },
    {
      title: 'HTML',
      content: (
        <SnippetField
          label="A picture that leads to the trace"
          text={htmlSnippet(state, permalink, wishes)}
        />
      ),
    },
    {
      title: 'AsciiDoc',
      content: (
        <SnippetField
          label="A picture that leads to the trace"
          text={asciidocSnippet(state, permalink, wishes)}
        />
      ),
    },
    {
      title: 'Jira, Confluence',
      content: (
        <SnippetField
          label="A picture that leads to the trace, wiki markup"
          text={jiraSnippet(permalink, wishes)}
        />
      ),
    },
    {
      title: 'Slack, plain',
      content: <SnippetField label="One line for a chat" text={chatSnippet(state, permalink, wishes)} />,
    },
    {
      title: 'Mermaid',
      content: <SnippetField label="The graph as a flowchart" text={mermaidForm(state, wishes)} />,
    },
    ...frameAndBadge,
    { title: 'Files', content: <ServerFiles state={state} permalink={permalink} wishes={wishes} /> },
  ];
  return (
    <>
      {retention && <KeepingLine id={id} token={token} retention={retention} onChange={setRetention} />}
      {trouble !== null && (
        <p className="share-trouble" role="alert">
          {trouble}
        </p>
      )}
      {!hasEnded && (
        <output className="share-warning">
          The trace is still running. Wait for its end: chats keep the first picture they see.
        </output>
      )}
      <PicturePart
        state={state}
        hasEnded={hasEnded}
        permalink={permalink}
        lookupId={lookupId}
        choice={choice}
        onChoose={setChoice}
      />
      <ShareTabs forms={forms} />
      <div className="share-foot">
        {hasEnded && <ContentHash id={id} />}
        {token !== null && <DeleteTrace id={id} token={token} onDeleted={leave} />}
      </div>
    </>
  );
}

/** With it anybody can tell later that the trace was not changed. */
function ContentHash({ id }: { id: string }) {
  const [digest, setDigest] = useState<string | null>(null);
  useEffect(() => {
    // What hinders it is told above: it hinders the rest as well.
    fetchLogDigest(id).then(setDigest, () => {});
  }, [id]);
  if (digest === null) return null;
  return (
    <div className="share-hash">
      <p>
        Content hash <code>{digest}</code>
      </p>
      <p className="hint">
        The SHA-256 of the event log, checked whenever the trace is read:{' '}
        <a href={`/api/traces/${id}/log`}>the log</a> gives the same to <code>sha256sum</code> at any time.
      </p>
      <CopyButton text={() => digest}>
        Copy<span className="visually-hidden"> the content hash</span>
      </CopyButton>
    </div>
  );
}
