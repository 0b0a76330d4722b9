// The sentences and figures of the diagnosis package, as the server's parts take them.
import { describeFinding, experienceOf, questionDependencies, verdictOf } from '@delegraph/diagnosis';
import type { Words } from './stored-trace.ts';

export const diagnosisWords: Words = {
  verdict: (state) => verdictOf(state).sentence,
  tone: (state) => verdictOf(state).tone,
  experience: experienceOf,
  dependencies: questionDependencies,
  describe: describeFinding,
};
