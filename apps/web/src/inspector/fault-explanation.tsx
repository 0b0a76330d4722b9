// What is known of a fault as such: why it matters, when it is reported, who does what, and what others call it.
import { type Role, counterpartsOf, describeFinding, faultText, ROLE_WORDS } from '@delegraph/diagnosis';
import type { Finding } from '@delegraph/model';
import { Fragment } from 'react';
import { PanelPart } from './parts.tsx';
import { ReferenceList } from './reference-list.tsx';

export default function FaultExplanation({ finding }: { finding: Finding }) {
  const { reference, page } = describeFinding(finding);
  const text = faultText(finding.code);
  const elsewhere = counterpartsOf(finding.code);
  return (
    <>
      {text && (
        <>
          <PanelPart title="Why it matters">
            <p>{text.meaning}</p>
          </PanelPart>
          <PanelPart title="When it is reported">
            <p>{text.test}</p>
          </PanelPart>
          <PanelPart title="What each can do">
            <dl className="todo">
              {Object.entries(text.todo).map(([role, what]) => (
                <div key={role}>
                  <dt>{ROLE_WORDS[role as Role]}</dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </PanelPart>
        </>
      )}
      {reference.length > 0 && (
        <PanelPart title="Where it is written">
          <ReferenceList references={reference} />
        </PanelPart>
      )}
      {elsewhere.length > 0 && (
        <PanelPart title="The same elsewhere">
          <dl className="elsewhere">
            {elsewhere.map(({ name, tags }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {tags.map((tag) => (
                    <code key={tag}>{breakable(tag)}</code>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </PanelPart>
      )}
      <p className="hint fault-page-link">
        <a href={page}>All about {finding.code}</a>
      </p>
    </>
  );
}

/** A long code is broken between its words. */
function breakable(tag: string) {
  return tag.split('_').map((word, index) => (
    // The words of one code stay as they are.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {index > 0 && (
        <>
          _<wbr />
        </>
      )}
      {word}
    </Fragment>
  ));
}
