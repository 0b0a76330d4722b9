// One resolver after the other: what it says, for how long it may go on saying it, and how that stands to the trace.
import { durationText, ttlText } from '../units.ts';
import { type Mark, SeverityGlyph } from '../verdict/severity-glyph.tsx';
import type { ResolverSays } from './resolver-calls.ts';

const MARKS: Readonly<Record<ResolverSays['kind'], Mark>> = {
  agrees: 'ok',
  cached: 'ok',
  'one-side': 'notice',
  older: 'warning',
  differs: 'warning',
  fails: 'error',
  silent: 'error',
  'not-asked': 'untested',
  'not-compared': 'untested',
};

/** More records are only counted. */
const SHOWN_RECORDS = 6;

export function ResolverTable({ says }: { says: readonly ResolverSays[] }) {
  return (
    <table className="comparison resolver-table">
      <caption className="visually-hidden">What each resolver says now</caption>
      <thead>
        <tr>
          <th scope="col">Resolver</th>
          <th scope="col">Says</th>
          <th scope="col">TTL left</th>
        </tr>
      </thead>
      {says.map((one) => (
        <ResolverRows key={`${one.name} ${one.address}`} says={one} />
      ))}
    </table>
  );
}

function ResolverRows({ says }: { says: ResolverSays }) {
  const { name, address, elapsedMs, ttlSeconds, kind, title, sentence, todo } = says;
  const mark = MARKS[kind];
  return (
    <tbody>
      <tr className="resolver-said">
        <th scope="rowgroup">{name}</th>
        <td>
          <Records says={says} />
        </td>
        <td className="resolver-ttl">{ttlSeconds === null ? '—' : ttlText(ttlSeconds)}</td>
      </tr>
      <tr>
        <td colSpan={3} className={`resolver-judgement is-${mark}`}>
          <span className="resolver-address">
            {address} · {durationText(elapsedMs)}
          </span>
          <span className="finding-title">
            <SeverityGlyph mark={mark} size={14} />
            {title}
          </span>
          <p>{sentence}</p>
          {todo.length > 0 && (
            <details className="folded">
              <summary>What to do</summary>
              <ul>
                {todo.map((step) => (
                  <li key={step.sentence}>
                    {step.sentence}
                    {step.commands.map(({ program, command }) => (
                      <span key={program} className="resolver-command">
                        {program} <code>{command}</code>
                      </span>
                    ))}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </td>
      </tr>
    </tbody>
  );
}

function Records({ says: { records, rcode, authenticated } }: { says: ResolverSays }) {
  const hidden = records.length - SHOWN_RECORDS;
  return (
    <>
      {records.slice(0, SHOWN_RECORDS).map(({ name, type, data }) => (
        <span key={`${name} ${type} ${data}`} className="resolver-record">
          {type} {data}
        </span>
      ))}
      {hidden > 0 && <span className="resolver-record">and {hidden} more</span>}
      {records.length === 0 && <span className="resolver-record">{rcode ?? 'no answer'}</span>}
      {records.length > 0 && rcode !== 'NOERROR' && <span className="resolver-record">{rcode}</span>}
      {authenticated && <abbr title="The resolver says that it has validated the answer (AD).">AD</abbr>}
    </>
  );
}
