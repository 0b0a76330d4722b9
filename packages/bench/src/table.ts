// The one table a run prints: what was measured, beside what it may be.

/** One measure. Without `passes` it is only reported. */
export interface Row {
  measure: string;
  figure: string;
  bound?: string;
  /** The figure over its bound. */
  ratio?: number;
  passes?: boolean;
}

export interface Section {
  title: string;
  rows: readonly Row[];
}

const GAP = '  ';
const HEADINGS = ['', 'measured', 'bound', 'ratio', ''];

/** The sections as plain text under one heading, columns aligned; numbers to the right. */
export function tableText(sections: readonly Section[]): string {
  const lines = sections.flatMap(({ title, rows }) => [[title], ...rows.map(cellsOf)]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(
      heading.length,
      ...lines.filter(({ length }) => length > 1).map((cells) => cells[column]!.length),
    ),
  );
  const rule = '-'.repeat(widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length));
  const text = lines.map((cells) => (cells.length === 1 ? `\n${cells[0]}\n${rule}` : aligned(cells, widths)));
  return [aligned(HEADINGS, widths), ...text].join('\n');
}

function cellsOf({ measure, figure, bound = '', ratio, passes }: Row): string[] {
  const mark = passes === undefined ? '' : passes ? 'pass' : 'FAIL';
  return [`  ${measure}`, figure, bound, ratio === undefined ? '' : ratio.toFixed(2), mark];
}

function aligned(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) =>
      column === 0 || column === cells.length - 1
        ? cell.padEnd(widths[column]!)
        : cell.padStart(widths[column]!),
    )
    .join(GAP)
    .trimEnd();
}
