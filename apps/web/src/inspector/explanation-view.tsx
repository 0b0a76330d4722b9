// An explanation as it is read: its parts, and the words it uses.
import { type Explanation, WORDS } from './explain/explanation.ts';
import { PanelPart } from './parts.tsx';
import { RfcLink } from './reference-list.tsx';

/** `of` is called when the tab is shown, not before. */
export function ExplanationView({ of }: { of: () => Explanation | null }) {
  const explanation = of();
  if (!explanation) return <p className="hint">Nothing is known of it so far.</p>;
  return (
    <>
      {explanation.parts.map(({ title, sentences }) => (
        <PanelPart key={title} title={title}>
          <div className="explanation">
            {sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        </PanelPart>
      ))}
      <WordList words={explanation.words} />
    </>
  );
}

function WordList({ words }: { words: Explanation['words'] }) {
  if (words.length === 0) return null;
  return (
    <details className="words">
      <summary>The words used here</summary>
      <dl>
        {words.map((word) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd>
              {WORDS[word].means} <RfcLink number={9499} section={String(WORDS[word].section)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
