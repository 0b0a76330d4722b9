// Where the question is typed: a name, a type, and which network is asked.
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, useCallback, useId, useRef, useState } from 'react';
import { type Problem, problemOf, startTrace } from '../api.ts';
import { recentTraces } from '../recent-traces.ts';
import { pageOf } from '../started-trace.ts';
import { useCommands } from '../keys/commands.tsx';
import { later } from '../later.tsx';
import { BOTH_ADDRESS_TYPES, type TraceRequest } from '../trace-request.ts';
import { QuestionReading, useReading } from './question-reading.tsx';
import { RetryCountdown } from './retry-countdown.tsx';
import { TraceOptions } from './trace-options.tsx';

const RequestReport = later(() => import('../trouble/request-report.tsx'));

const TYPES = [
  'A',
  'AAAA',
  BOTH_ADDRESS_TYPES,
  'NS',
  'SOA',
  'MX',
  'TXT',
  'CAA',
  'SRV',
  'HTTPS',
  'SVCB',
  'PTR',
  'DS',
  'DNSKEY',
  'CNAME',
];
const MOST_RECALLED = 5;
const PROFILES = [
  { value: 'internet', label: 'Internet' },
  { value: 'lab', label: 'Lab' },
];

export interface TraceFormProps {
  /** What the field holds at first. */
  request: TraceRequest;
  /** Why `request` was refused, when it was tried already. */
  refusal: Problem | null;
  startsFocused: boolean;
}

/** The form of the header. Starts a trace and goes to its page; a refusal is shown under the field. */
export function TraceForm({ request, refusal, startsFocused }: TraceFormProps) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const readingId = useId();
  const [draft, setDraft] = useState(request);
  const reading = useReading(draft, startsFocused || draft.name !== request.name);
  const [problem, setProblem] = useState(refusal);
  const [isBusy, setIsBusy] = useState(false);
  // The last refusal that says when to come back, until then.
  const [waitsFor, setWaitsFor] = useState<Problem | null>(waiting(refusal));
  const stopWaiting = useCallback(() => setWaitsFor(null), []);
  useCommands([{ keys: ['/'], words: 'Type a name', run: () => field.current?.select() }]);

  async function start(wanted: TraceRequest) {
    if (wanted.name.trim() === '') {
      setProblem({ title: 'No name', detail: 'Type the name to trace: example.com, a URL or an address.' });
      field.current?.focus();
      return;
    }
    setIsBusy(true);
    try {
      await navigate(pageOf(await startTrace(wanted)));
    } catch (error) {
      const refused = problemOf(error);
      setProblem(refused);
      setWaitsFor(waiting(refused));
      field.current?.focus();
    } finally {
      setIsBusy(false);
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (waitsFor === null) void start(reading.type === null ? draft : { ...draft, type: reading.type });
  }

  // The arrow up goes back through the names traced last, the arrow down comes forth again.
  function recall(event: KeyboardEvent) {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    const names = [...new Set(recentTraces().map(({ name }) => name))].slice(0, MOST_RECALLED);
    const place = names.indexOf(draft.name) + (event.key === 'ArrowUp' ? 1 : -1);
    const name = names[place];
    if (name === undefined) return;
    event.preventDefault();
    setDraft({ ...draft, name });
  }

  function takeSuggestion({ name, type }: Pick<TraceRequest, 'name' | 'type'>) {
    const wanted = { ...draft, name, type };
    setDraft(wanted);
    void start(wanted);
  }

  return (
    <search className="trace-search">
      <form className="trace-form" onSubmit={submit} noValidate>
        <div className={problem ? 'trace-field is-refused' : 'trace-field'}>
          <input
            ref={field}
            type="text"
            name="name"
            aria-label="Name to trace"
            aria-invalid={problem !== null}
            aria-describedby={problem ? problemId : reading.notes.length > 0 ? readingId : undefined}
            placeholder="example.com"
            value={draft.name}
            onChange={(event) => {
              setDraft({ ...draft, name: event.target.value });
              // It was about another text.
              if (waitsFor === null) setProblem(null);
            }}
            onKeyDown={recall}
            // The empty page has nothing else to begin with.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus={startsFocused}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
          />
          <select
            aria-label="Type"
            value={draft.type}
            onChange={(event) => setDraft({ ...draft, type: event.target.value })}
          >
            {withValue(TYPES, draft.type).map((type) => (
              <option key={type} value={type}>
                {type === BOTH_ADDRESS_TYPES ? 'A and AAAA' : type}
              </option>
            ))}
          </select>
          <select
            aria-label="Which name servers are asked"
            value={draft.profile}
            onChange={(event) => setDraft({ ...draft, profile: event.target.value })}
          >
            {PROFILES.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" className="button is-primary" disabled={isBusy || waitsFor !== null}>
          Trace
        </button>
        <TraceOptions wishes={draft.wishes} onChange={(wishes) => setDraft({ ...draft, wishes })} />
        {!problem && reading.notes.length > 0 && <QuestionReading id={readingId} notes={reading.notes} />}
        {problem && (
          <div className="trace-problem" id={problemId} role="alert">
            <span>
              <strong>{problem.title}.</strong> {problem.detail}
              {problem.requestId !== undefined && ` The request was ${problem.requestId}.`}
              {problem.type !== undefined && (
                <>
                  {' '}
                  <a href={problem.type}>What this means</a>
                </>
              )}
            </span>
            {problem.isOurFault && (
              <button type="button" className="button" onClick={() => void start(draft)}>
                Retry
              </button>
            )}
            {problem.isOurFault && <RequestReport request={draft} problem={problem} />}
            {problem.retryAfterSeconds !== undefined && (
              <RetryCountdown seconds={problem.retryAfterSeconds} onOver={stopWaiting} />
            )}
            {problem.suggestion !== undefined && (
              <button type="button" className="button" onClick={() => takeSuggestion(problem.suggestion!)}>
                Trace {problem.suggestion.name} {problem.suggestion.type}
              </button>
            )}
          </div>
        )}
      </form>
    </search>
  );
}

function waiting(problem: Problem | null): Problem | null {
  return problem?.retryAfterSeconds === undefined ? null : problem;
}

function withValue(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values : [...values, value];
}
