// The lab's scenarios as tiles: faults of the Internet, rebuilt so that no third party is asked, and recorded.
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { type Problem, type Scenario, fetchGallery, problemOf } from '../api.ts';

const KINDS: readonly { kind: Scenario['kind']; title: string; note: string }[] = [
  { kind: 'incident', title: 'Incidents', note: 'Somebody has to repair these.' },
  { kind: 'curiosity', title: 'Curiosities', note: 'Odd, and they work.' },
  { kind: 'lesson', title: 'Lessons', note: 'How it should be.' },
];

/** The gallery of the empty page. A click opens the recording of a scenario, which needs neither the lab nor the network. */
export function Gallery() {
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

  return (
    <section className="gallery" aria-labelledby="gallery-title">
      <h2 id="gallery-title">Or look at one from the lab</h2>
      <p className="hint">
        Traces of name servers of our own, each with one thing to see. They open at once, and nobody is asked.
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
                  <Tile scenario={scenario} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </section>
  );
}

function Tile({ scenario }: { scenario: Scenario }) {
  const { id, title, sentence, name, type } = scenario;
  return (
    <Link to="/gallery/$scenario" params={{ scenario: id }} className="tile">
      <Miniature scenario={scenario} />
      <span className="tile-title">{title}</span>
      <span className="tile-sentence">{sentence}</span>
      <span className="tile-name">
        {name} {type}
      </span>
    </Link>
  );
}

/** One picture for each theme; the other is not even fetched, for it is not displayed. */
function Miniature({ scenario: { id, width, height } }: { scenario: Scenario }) {
  return (
    <span className="tile-picture">
      {['light', 'dark'].map((theme) => (
        <img
          key={theme}
          className={`only-${theme}`}
          src={`/recordings/${id}.${theme}.svg`}
          width={width}
          height={height}
          loading="lazy"
          alt=""
        />
      ))}
    </span>
  );
}
