// A text to take away: read-only, selected when the focus comes to it, with a button that copies it.
import { useId } from 'react';
import { CopyButton } from '../header/copy-button.tsx';

const MOST_ROWS = 6;
/** About as many characters as a line of the field has. */
const COLUMNS = 96;

export function SnippetField({ label, text }: { label: string; text: string }) {
  const id = useId();
  const rows = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / COLUMNS)), 0);
  return (
    <div className="snippet">
      <div className="snippet-head">
        <label htmlFor={id}>{label}</label>
        <CopyButton text={() => text}>
          Copy<span className="visually-hidden"> {label}</span>
        </CopyButton>
      </div>
      <textarea
        id={id}
        readOnly
        spellCheck={false}
        rows={Math.min(rows, MOST_ROWS)}
        value={text}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
    </div>
  );
}
