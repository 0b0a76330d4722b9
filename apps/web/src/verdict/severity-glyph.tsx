// The mark of each severity and state: told apart by shape as well as by colour.
import type { Severity } from '@delegraph/model';
import type { ReactNode } from 'react';

/** A severity, or a state that needs none. */
export type Mark = Severity | 'ok' | 'pending' | 'untested';

/** The word for one thing of that mark, and for several. */
export const MARK_WORDS: Record<Mark, [one: string, many: string]> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  notice: ['notice', 'notices'],
  info: ['fact', 'facts'],
  ok: ['OK', 'OK'],
  pending: ['asking', 'asking'],
  untested: ['not tested', 'not tested'],
};

const SHAPES: Record<Mark, ReactNode> = {
  error: (
    <>
      <circle className="glyph-fill" cx="8" cy="8" r="7" />
      <path className="glyph-on-fill" d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" />
    </>
  ),
  warning: (
    <>
      <path className="glyph-line" d="M8 1.8L15 14H1z" />
      <path className="glyph-line" d="M8 6.4v3.4M8 11.6v.4" />
    </>
  ),
  notice: (
    <>
      <rect className="glyph-line" x="1.5" y="1.5" width="13" height="13" rx="3.5" />
      <path className="glyph-line" d="M8 7.4v4M8 4.7v.3" />
    </>
  ),
  info: <circle className="glyph-fill" cx="8" cy="8" r="3" />,
  ok: (
    <>
      <circle className="glyph-line" cx="8" cy="8" r="6.5" />
      <path className="glyph-line" d="M5 8.2l2.2 2.2L11 6.2" />
    </>
  ),
  pending: <circle className="glyph-line glyph-dashed" cx="8" cy="8" r="6" />,
  untested: (
    <>
      <circle className="glyph-line" cx="8" cy="8" r="5.5" />
      <path className="glyph-line" d="M3 13L13 3" />
    </>
  ),
};

/** Draws the mark. The word beside it says the same, so it is hidden from assistive technology. */
export function SeverityGlyph({ mark, size = 16 }: { mark: Mark; size?: number }) {
  return (
    <svg className={`glyph is-${mark}`} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      {SHAPES[mark]}
    </svg>
  );
}
