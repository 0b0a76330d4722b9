// The mark of a verdict.
import type { Verdict } from '@delegraph/diagnosis';
import type { Mark } from './severity-glyph.tsx';

const MARK_OF_TONE: Record<Verdict['tone'], Mark | null> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  running: 'pending',
  neutral: null,
};

/** Null for a verdict that is neither good nor bad. */
export function markOfTone(tone: Verdict['tone']): Mark | null {
  return MARK_OF_TONE[tone];
}
