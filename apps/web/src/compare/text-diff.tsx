// The texts of both traces line by line, as a postmortem wants them.
import { type Comparison, type Side, comparisonMarkdown, textDiff } from '@delegraph/compare';
import { useMemo } from 'react';
import { CopyButton } from '../header/copy-button.tsx';

export interface TextDiffProps {
  before: Side;
  after: Side;
  comparison: Comparison;
}

export function TextDiff({ before, after, comparison }: TextDiffProps) {
  const diff = useMemo(() => textDiff(before, after, comparison), [before, after, comparison]);
  return (
    <section className="compare-text" aria-label="The texts">
      <p className="compare-text-tools">
        <CopyButton text={() => diff}>Copy the diff</CopyButton>
        <CopyButton text={() => comparisonMarkdown(before, after, comparison)}>
          Copy all as Markdown
        </CopyButton>
      </p>
      {diff === '' ? (
        <p>Both texts say the same.</p>
      ) : (
        // It scrolls sideways where it is narrow, which the keyboard has to reach.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label="Unified diff">
          {diff.split('\n').map((line, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- the lines never move
            <span key={index} className={`diff-line ${kindOf(line)}`}>
              {line}
              {'\n'}
            </span>
          ))}
        </pre>
      )}
    </section>
  );
}

function kindOf(line: string): string {
  if (line.startsWith('+++') || line.startsWith('---')) return 'is-file';
  if (line.startsWith('@@')) return 'is-place';
  if (line.startsWith('+')) return 'is-added';
  return line.startsWith('-') ? 'is-removed' : '';
}
