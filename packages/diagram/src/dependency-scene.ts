// What a zone depends on as a picture: a tree of rows, each zone once, under the zone that was first seen to need it.
//
//     example.test
//      ├ test            delegates it
//      └ dns-host.example   ns1, ns2          a single point is marked
//         └ example      delegates it
import type { Dependencies, DomainName, NeededZone } from '@delegraph/model';
import { elideName, elideText } from './elide.ts';
import { standingGlyph } from './glyphs.ts';
import { countText } from './quantity-text.ts';
import type { Scene, Shape } from './scene.ts';
import { group, path, rect, text } from './shapes.ts';

/** Fits the narrowest inspector. */
const WIDTH = 320;
const MARGIN = 2;
const ROW_HEIGHT = 38;
const ROW_PITCH = 44;
const INDENT = 18;
/** Deeper rows stay under each other: there is no room to go further right. */
const MOST_INDENTS = 6;
const TEXT_X = 10;
const GLYPH_WIDTH = 24;

/** The scene of what a zone depends on. The same dependencies give the same scene. */
export function dependencyScene(dependencies: Dependencies): Scene {
  const rows = rowsOf(dependencies);
  return {
    width: WIDTH,
    height: rows.length * ROW_PITCH - (ROW_PITCH - ROW_HEIGHT) + 2 * MARGIN,
    title: titleOf(dependencies),
    shapes: [...rows.flatMap((row) => drawBranch(row, rows)), ...rows.map(drawRow)],
  };
}

interface Row {
  needed: NeededZone;
  /** The row of the zone that needs it; null for those asked about. */
  above: DomainName | null;
  indent: number;
  index: number;
  mark: 'error' | 'warning' | null;
}

function rowsOf({ zones, circles }: Dependencies): Row[] {
  const circular = new Map(
    circles.flatMap(({ kind, zones: members }) => members.map((zone) => [zone, kind])),
  );
  const rows: Row[] = [];
  const visit = (needed: NeededZone, above: DomainName | null, indent: number): void => {
    const isFull = circular.get(needed.zone) === 'full';
    const isMarked = needed.isSinglePoint || circular.has(needed.zone);
    rows.push({
      needed,
      above,
      indent: Math.min(indent, MOST_INDENTS),
      index: rows.length,
      mark: isFull ? 'error' : isMarked ? 'warning' : null,
    });
    for (const below of zones) {
      if (below.needs[0]?.by === needed.zone) visit(below, needed.zone, indent + 1);
    }
  };
  for (const needed of zones.filter(({ layer }) => layer === 0)) visit(needed, null, 0);
  return rows;
}

function drawRow({ needed, indent, index, mark }: Row): Shape {
  const { zone } = needed;
  const key = `needed ${zone}`;
  const width = WIDTH - 2 * MARGIN - indent * INDENT;
  const room = width - 2 * TEXT_X - (mark ? GLYPH_WIDTH : 0);
  const why = reasonOf(needed);
  return group(
    key,
    `zone zone--${mark ?? 'ok'}`,
    [
      rect(`${key} box`, `box box--${mark ?? 'ok'}`, { x: 0, y: 0, width, height: ROW_HEIGHT, radius: 6 }),
      text(`${key} name`, zone === '.' ? '. (root)' : elideName(zone, 'name', room), {
        x: TEXT_X,
        y: 16,
        font: 'name',
      }),
      text(`${key} why`, elideText(why, 'pill', room), { x: TEXT_X, y: 31, font: 'pill', tone: 'muted' }),
      ...(mark ? standingGlyph(`${key} mark`, mark, width - TEXT_X - 8, ROW_HEIGHT / 2) : []),
    ],
    {
      x: MARGIN + indent * INDENT,
      y: rowY(index),
      subject: { kind: 'zone', zone },
      label: [zone, why, needed.isSinglePoint ? 'a single point' : '']
        .filter((part) => part !== '')
        .join(', '),
    },
  );
}

/** The line from a row to the row it hangs from. */
function drawBranch({ needed, above, indent, index }: Row, rows: readonly Row[]): Shape[] {
  const parent = rows.find((row) => row.needed.zone === above);
  if (!parent) return [];
  const x = MARGIN + parent.indent * INDENT + INDENT / 2;
  const from = rowY(parent.index) + ROW_HEIGHT;
  const to = rowY(index) + ROW_HEIGHT / 2;
  const isParent = needed.needs[0]!.how === 'parent';
  const d = `M${x} ${from}V${to}H${MARGIN + indent * INDENT}`;
  return [path(`branch ${needed.zone}`, `line line--${isParent ? 'source' : 'dependency'}`, d)];
}

function rowY(index: number): number {
  return MARGIN + index * ROW_PITCH;
}

function reasonOf({ needs }: NeededZone): string {
  const [first, ...others] = needs;
  if (!first) return 'the zone itself';
  const why =
    first.how === 'parent'
      ? `delegates ${first.by}`
      : `holds ${first.nameServers[0]}${first.nameServers.length > 1 ? ` and ${first.nameServers.length - 1} more` : ''}`;
  const also = others.length === 0 ? '' : ` · for ${countText(others.length, 'other zone')}, too`;
  return `${why}${first.isGlued ? ' · glue' : ''}${also}`;
}

function titleOf({ of, zones }: Dependencies): string {
  const needed = zones.filter(({ layer }) => layer > 0);
  const foreign = needed.filter(({ isForeign }) => isForeign);
  return `${of.join(', ')} depends on ${countText(needed.length, 'zone')}, ${foreign.length} of them of others.`;
}
