export { type ParsedQuestion, type Suggestion, TraceInputError, parseQuestion } from './question-input.ts';
export { specialUseNote } from './special-use.ts';
export { mixedScriptsNote } from './mixed-scripts.ts';
export { unicodeForm } from './unicode-form.ts';
