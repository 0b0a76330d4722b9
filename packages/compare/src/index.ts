export { type Comparison, compareTraces } from './compare-traces.ts';
export type { Difference, Mark } from './difference.ts';
export type { Aspect } from './fact.ts';
export { overlayOf } from './overlay.ts';
export { type Side, textDiff } from './text-diff.ts';
export {
  MARK_SIGNS,
  changesOf,
  comparisonMarkdown,
  comparisonText,
  questionText,
} from './comparison-forms.ts';
