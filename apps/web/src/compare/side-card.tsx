// One of two compared traces: when it was made and from where, what it came to, and the way to it.
import type { Side } from '@delegraph/compare';
import { verdictOf } from '@delegraph/diagnosis';
import { provenanceText } from '@delegraph/model';
import { Link } from '@tanstack/react-router';
import { instantText } from '../units.ts';

export function SideCard({ when, side }: { when: 'before' | 'after'; side: Side }) {
  const { state, permalink } = side;
  const provenance = provenanceText(state);
  const made = `${instantText(state.startedAt)}, asked from ${state.vantage.name}`;
  return (
    <div className="compare-side">
      <span className="compare-when">{when}</span>
      {permalink.id === '' ? (
        <span>{made}, from a file</span>
      ) : (
        <Link to="/t/$id/$name" params={{ id: permalink.id, name: state.question?.name ?? '' }}>
          {made}
        </Link>
      )}
      <p>{verdictOf(state).sentence}</p>
      {provenance !== null && <p className="verdict-provenance">{provenance}</p>}
    </div>
  );
}
