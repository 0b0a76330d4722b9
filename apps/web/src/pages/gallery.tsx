// The lab's scenarios as tiles: faults of the Internet, rebuilt so that no third party is asked.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Problem, type Scenario, fetchGallery, problemOf, startTrace } from '../api.ts';
import { pageOf } from '../started-trace.ts';

const KINDS: readonly { kind: Scenario['kind']; title: string; note: string }[] = [
  { kind: 'incident', title: 'Incidents', note: 'Somebody has to repair these.' },
  { kind: 'curiosity', title: 'Curiosities', note: 'Odd, and they work.' },
  { kind: 'lesson', title: 'Lessons', note: 'How it should be.' },
];

/** The gallery of the empty page. A click traces the scenario's name in the lab. */
export function Gallery() {
  const navigate = useNavigate();
  const [scenarios, setScenarios] = useState<readonly Scenario[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    let isGone = false;
    fetchGallery().then(
      (fetched) => !isGone && setScenarios(fetched),
      (error: unknown) => !isGone && setProblem(problemOf(error)),
    );
    return () => {
      isGone = true;
    };
  }, []);

  async function trace({ name, type }: Scenario) {
    try {
      await navigate(pageOf(await startTrace({ name, type, profile: 'lab' })));
    } catch (error) {
      setProblem(problemOf(error));
    }
  }

  return (
    <section className="gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title">Or look at one from the lab</h2>
      <p className="hint">
        Name servers of our own, each with one thing to see. A click asks them now; nobody else is asked.
      </p>
      {problem && (
        <p className="gallery-problem" role="alert">
          <strong>{problem.title}.</strong> {problem.detail}
        </p>
      )}
      {KINDS.map(({ kind, title, note }) => {
        const ofKind = scenarios.filter((scenario) => scenario.kind === kind);
        return ofKind.length === 0 ? null : (
          <section key={kind} className={`gallery-kind is-${kind}`} aria-labelledby={`gallery-${kind}`}>
            <h3 id={`gallery-${kind}`}>
              {title} <span className="hint">{note}</span>
            </h3>
            <ul className="tiles">
              {ofKind.map((scenario) => (
                <li key={scenario.id}>
                  <Tile scenario={scenario} onTrace={() => void trace(scenario)} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function Tile({ scenario, onTrace }: { scenario: Scenario; onTrace: () => void }) {
  return (
    <button type="button" className="tile" onClick={onTrace}>
      <span className="tile-title">{scenario.title}</span>
      <span className="tile-sentence">{scenario.sentence}</span>
      <span className="tile-name">
        {scenario.name} {scenario.type}
      </span>
    </button>
  );
}
