// What was opened in this browser before. It opens without the network too, where the browser keeps it.
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { forgetTraces, recentTraces } from '../recent-traces.ts';
import { instantText } from '../units.ts';

/** Links to the last traces; nothing where there are none. */
export function RecentList() {
  const [traces, setTraces] = useState(recentTraces);
  if (traces.length === 0) return null;
  const forget = () => {
    forgetTraces();
    setTraces([]);
  };
  return (
    <section className="recent" aria-labelledby="recent-title">
      <div className="recent-head">
        <h2 id="recent-title">Opened before</h2>
        <button type="button" className="button is-quiet" onClick={forget}>
          Clear the list
        </button>
      </div>
      <ul>
        {traces.map(({ id, name, type, startedAt }) => (
          <li key={id}>
            <Link to="/t/$id/$name" params={{ id, name }}>
              <b>
                {name} {type}
              </b>
              <span className="hint">{instantText(startedAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
