// What is shown in place of a trace that is not there, and of a page that never was.
import { Link } from '@tanstack/react-router';
import { type TraceRequest, searchOf } from '../trace-request.ts';
import { Header } from '../header/header.tsx';

export interface LostPageProps {
  sentence: string;
  /** What more is known of it, in a sentence. */
  detail?: string | undefined;
  /** Put into the field, so that tracing it again is one key away. */
  request: TraceRequest;
}

/** A page with one sentence and a way on. */
export function LostPage({ sentence, detail, request }: LostPageProps) {
  const { name } = request;
  return (
    <div className="home-page">
      <title>{`${sentence} · delegraph`}</title>
      <Header request={request} refusal={null} startsFocused={false} shareable={false} />
      <main className="home">
        <h1>{sentence}</h1>
        <p className="home-lead">
          {[detail, name === '' ? wayOn(detail) : `The name was ${name}. It can be traced again.`].join(' ')}
        </p>
        <p className="home-actions">
          {name !== '' && (
            <Link to="/" search={searchOf(request)} className="button is-primary">
              Trace {name} again
            </Link>
          )}
          <Link to="/" className="button">
            To the start
          </Link>
        </p>
      </main>
    </div>
  );
}

// Where the reason is known, there is nothing to check.
function wayOn(detail: string | undefined): string {
  return detail === undefined ? 'Check the address, or start anew.' : 'Its name can be traced again.';
}
