// A and AAAA of one name, traced together: which of the two is shown, and how the other stands.
import { verdictOf } from '@delegraph/diagnosis';
import type { TraceState } from '@delegraph/model';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { PairedTrace } from './paired-trace.ts';
import { SeverityGlyph } from './severity-glyph.tsx';
import { markOfTone } from './tone-mark.ts';

/** Two types, one of them a link to the other trace, and the verdict of that. */
export function TypeSwitch({ shown, other }: { shown: TraceState; other: PairedTrace }) {
  const { id = '' } = useParams({ strict: false });
  const { view } = useSearch({ strict: false });
  const { question } = other.state;
  if (!question) return null;
  const here = (
    <span className="type-tab" aria-current="page">
      <TypeAndMark state={shown} />
    </span>
  );
  const there = (
    <Link
      to="/t/$id/$name"
      params={{ id: other.id, name: question.name }}
      search={{ with: id, ...(view && { view }) }}
      className="type-tab"
    >
      <TypeAndMark state={other.state} />
    </Link>
  );
  const isFirst = shown.question?.type === 'A';
  return (
    <nav className="type-switch" aria-label="Types that were traced together">
      {isFirst ? here : there}
      {isFirst ? there : here}
      <span className="type-verdict" title={verdictOf(other.state).sentence}>
        {question.type}: {verdictOf(other.state).sentence}
      </span>
    </nav>
  );
}

const TONE_WORDS = {
  ok: 'resolves',
  warning: 'faults on the way',
  error: 'does not resolve',
  running: 'asking',
  neutral: 'no fault',
};

function TypeAndMark({ state }: { state: TraceState }) {
  const { tone } = verdictOf(state);
  const mark = markOfTone(tone);
  return (
    <>
      {state.question?.type ?? ''}
      {mark && <SeverityGlyph mark={mark} size={14} />}
      <span className="visually-hidden">, {TONE_WORDS[tone]}</span>
    </>
  );
}
