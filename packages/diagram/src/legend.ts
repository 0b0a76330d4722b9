// What the lines and signs of a picture mean: those that are in it, and no others.
import { beadAt } from './draw-edge.ts';
import type { EdgeKind } from './edges.ts';
import type { Standing } from './endpoint.ts';
import { lockGlyph, matrixDot, standingGlyph } from './glyphs.ts';
import type { LookupCardKind } from './lookup-card.ts';
import type { Scene, Shape } from './scene.ts';
import { cutCorners, path, rect } from './shapes.ts';

/** What a line of that kind says. */
export const LINE_WORDS: Readonly<Record<EdgeKind, string>> = {
  odd: 'another reply than the others gave',
  referral: 'refers to',
  'glue-warning': 'glue lacks for some',
  'glue-error': 'glue is missing',
  source: 'answered',
  unanswered: 'no usable answer',
  untested: 'not asked',
  alias: 'alias',
  dependency: 'address looked up',
};

/** What the bead at the end of a line says. */
export const GLUE_WORDS = 'glue came along';

const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  ok: 'answers',
  waiting: 'not asked yet',
  asking: 'being asked',
  suspect: 'being confirmed',
  skipped: 'not asked',
  notice: 'has a notice',
  warning: 'has a warning',
  error: 'has an error',
};

const CARD_WORDS: Readonly<Record<LookupCardKind, string>> = {
  asking: 'being looked up',
  answer: 'the answer',
  alias: 'an alias',
  nodata: 'the name, but no such records',
  nxdomain: 'no such name',
  failed: 'no answer',
  cut: 'ended by a limit of ours',
  address: 'the address of a name server',
};

export interface LegendEntry {
  words: string;
  /** In a box of 28 by 16 pixels. */
  shapes: readonly Shape[];
}

export interface LegendPart {
  title: string;
  entries: readonly LegendEntry[];
}

/** The legend of a scene, in parts; a part without entries is left out. */
export function legendOf({ shapes }: Pick<Scene, 'shapes'>): LegendPart[] {
  const classes = classesOf(shapes);
  const entriesOf = <Kind extends string>(
    words: Readonly<Record<Kind, string>>,
    prefix: string,
    draw: (kind: Kind) => Shape[],
  ): LegendEntry[] =>
    (Object.keys(words) as Kind[])
      .filter((kind) => classes.has(`${prefix}${kind}`))
      .map((kind) => ({ words: words[kind], shapes: draw(kind) }));
  const families = [
    ...(classes.has('dot--v4')
      ? [{ words: 'round: an IPv4 address', shapes: dot('198.51.100.1', 'ok') }]
      : []),
    ...(classes.has('dot--v6')
      ? [{ words: 'square: an IPv6 address', shapes: dot('2001:db8::1', 'ok') }]
      : []),
  ];
  const signed = { words: 'signed, as the zone above says', shapes: lockGlyph('legend lock', 8, 1) };
  return [
    {
      title: 'Servers',
      entries: [
        ...families,
        ...entriesOf(STANDING_WORDS, 'address--', sign),
        ...entriesOf(STANDING_WORDS, 'row-of--', sign),
      ].filter(isFirstOfItsWords),
    },
    { title: 'Zones', entries: classes.has('glyph--lock') ? [signed] : [] },
    {
      title: 'Lines',
      entries: [
        ...entriesOf(LINE_WORDS, 'edge--', line),
        ...(classes.has('glue') ? [{ words: GLUE_WORDS, shapes: glue() }] : []),
      ],
    },
    { title: 'What was found', entries: entriesOf(CARD_WORDS, 'lookup--', card) },
  ].filter(({ entries }) => entries.length > 0);
}

function isFirstOfItsWords({ words }: LegendEntry, index: number, all: readonly LegendEntry[]): boolean {
  return all.findIndex((entry) => entry.words === words) === index;
}

function classesOf(shapes: readonly Shape[]): ReadonlySet<string> {
  const classes = new Set<string>();
  const visit = (shape: Shape): void => {
    for (const name of shape.className.split(' ')) classes.add(name);
    if (shape.kind === 'group') shape.children.forEach(visit);
  };
  shapes.forEach(visit);
  return classes;
}

function dot(address: string, standing: Standing): Shape[] {
  return matrixDot(`legend ${address}`, { address, standing }, 14, 8);
}

function sign(standing: Standing): Shape[] {
  return standingGlyph(`legend ${standing}`, standing, 14, 8);
}

function line(kind: EdgeKind): Shape[] {
  return [path(`legend ${kind}`, `line line--${kind}`, 'M0 8h28')];
}

function glue(): Shape[] {
  return [...line('referral'), path('legend glue', 'glue', beadAt({ x: 14, y: 8 }))];
}

function card(kind: LookupCardKind): Shape[] {
  const className = `box box--${kind}`;
  return kind === 'nxdomain'
    ? [path(`legend ${kind}`, className, cutCorners(26, 14, 4))]
    : [rect(`legend ${kind}`, className, { x: 1, y: 1, width: 26, height: 14, radius: 4 })];
}
