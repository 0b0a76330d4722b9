// The differences as a table, zone by zone; what is the same is folded below.
import { type Difference, MARK_SIGNS } from '@delegraph/compare';
import type { DomainName } from '@delegraph/model';

/** `differences` in their order. */
export function DifferenceTable({ differences }: { differences: readonly Difference[] }) {
  const changes = differences.filter(({ mark }) => mark !== 'same');
  const same = differences.filter(({ mark }) => mark === 'same');
  return (
    <section className="compare-table" aria-label="Differences">
      {changes.length === 0 ? <p>Nothing that can be compared is different.</p> : <Rows rows={changes} />}
      {same.length > 0 && (
        <details>
          <summary>{same.length} facts are the same</summary>
          <Rows rows={same} />
        </details>
      )}
    </section>
  );
}

function Rows({ rows }: { rows: readonly Difference[] }) {
  const zones = [...Map.groupBy(rows, ({ zone }) => zone)];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Mark</th>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      {zones.map(([zone, inZone]) => (
        <tbody key={zone ?? ''}>
          <tr className="compare-zone">
            <th scope="rowgroup" colSpan={4}>
              {zoneText(zone)}
            </th>
          </tr>
          {inZone.map((row) => (
            <tr key={`${row.aspect} ${row.what} ${row.before} ${row.after}`} className={`is-${row.mark}`}>
              <td>
                <span className={`compare-mark is-${row.mark}`}>
                  <span aria-hidden>{MARK_SIGNS[row.mark]}</span> {row.mark}
                </span>
              </td>
              <td data-label="What">{row.what}</td>
              <td data-label="Before">{row.before ?? <NotThere />}</td>
              <td data-label="After">{row.after ?? <NotThere />}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function NotThere() {
  return <span className="compare-none">not there</span>;
}

function zoneText(zone: DomainName | null): string {
  if (zone === null) return 'the whole trace';
  return zone === '.' ? 'the root zone' : zone;
}
