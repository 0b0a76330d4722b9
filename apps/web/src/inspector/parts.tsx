// The small pieces every panel of the inspector is made of.
import type { ResourceRecord } from '@delegraph/model';
import type { ReactNode } from 'react';
import { useSelection } from '../selection-context.ts';
import type { Selection } from '../selection.ts';
import { ttlText } from '../units.ts';
import { UnicodeName } from './unicode-name.tsx';

/** The head of a panel: what kind of thing is shown, and its name. */
export function PanelHead({ kind, name, children }: { kind: string; name: string; children?: ReactNode }) {
  return (
    <div className="panel-head">
      <p className="panel-kind">{kind}</p>
      <h2 id="inspector-title" className="panel-name">
        {name}
      </h2>
      <UnicodeName name={name.split(' ')[0] ?? ''} />
      {children && <p className="panel-note">{children}</p>}
    </div>
  );
}

/** A part of a panel with its own heading. */
export function PanelPart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="panel-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** A word that selects what it names. */
export function SelectLink({ to, children }: { to: Selection; children: ReactNode }) {
  const { select } = useSelection();
  return (
    <button type="button" className="select-link" onClick={() => select(to)}>
      {children}
    </button>
  );
}

/** Records as a list: owner, type and TTL above the data. */
export function RecordList({ records }: { records: readonly ResourceRecord[] }) {
  return (
    <ul className="records">
      {records.map(({ name, type, ttl, data }) => (
        <li key={`${name} ${type} ${data}`}>
          <span className="record-head">
            {name} · TTL {ttlText(ttl)}
          </span>
          <span className="record-data">
            {type} {data}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Facts in two columns: what it is about, and what it is. Those without a value are left out. */
export function FactList({ facts }: { facts: readonly (readonly [title: string, value: ReactNode])[] }) {
  const known = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0) return null;
  return (
    <dl className="facts">
      {known.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
