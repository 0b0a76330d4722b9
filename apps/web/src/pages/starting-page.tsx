// What is shown until the server has given a trace its id: the page of the trace, still empty.
import { Link } from '@tanstack/react-router';
import type { TraceRequest } from '../trace-request.ts';
import { Header } from '../header/header.tsx';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';

/** Says at once what is going on. */
export function StartingPage({ request }: { request: TraceRequest }) {
  return (
    <div className="trace-page">
      <title>{`Asking for ${request.name} · delegraph`}</title>
      <Header request={request} refusal={null} startsFocused={false} shareable={false} />
      <main className="trace">
        <div className="verdict is-running">
          <h1>
            <SeverityGlyph mark="pending" size={20} />
            <span>Asking the root servers for {request.name} …</span>
          </h1>
          <Link to="/" className="button">
            Cancel
          </Link>
        </div>
        <div className="starting-picture" aria-hidden="true">
          <span>.</span>
        </div>
      </main>
    </div>
  );
}
