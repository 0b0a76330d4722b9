// A card of the answer column as shapes: the name, what it came to, how long that holds.
import { LOOKUP_WIDTH, PADDING, RECORD_PITCH } from './card-size.ts';
import type { Detail } from './detail.ts';
import { farLookup } from './draw-far.ts';
import { elideName, elideText } from './elide.ts';
import type { LookupCard, LookupCardKind } from './lookup-card.ts';
import type { Box } from './place-graph.ts';
import type { Shape } from './scene.ts';
import { cutCorners, group, path, rect, text } from './shapes.ts';

const INNER = LOOKUP_WIDTH - 2 * PADDING;
const CORNER = 14;

const TONES: Readonly<Record<LookupCardKind, 'muted' | 'ok' | 'alias' | 'error' | null>> = {
  asking: 'muted',
  answer: 'ok',
  alias: 'alias',
  nodata: null,
  nxdomain: 'error',
  failed: 'error',
  cut: 'muted',
  address: 'muted',
};

export function drawLookup(card: LookupCard & { box: Box }, detail: Detail = 'usual'): Shape {
  const { key, box, kind } = card;
  const { width, height } = box;
  const outline =
    kind === 'nxdomain'
      ? path(`${key} box`, 'box box--nxdomain', cutCorners(width, height, CORNER))
      : rect(`${key} box`, `box box--${kind}`, { x: 0, y: 0, width, height, radius: 10 });
  return group(
    key,
    `lookup lookup--${kind}`,
    [outline, ...innerFrame(card), ...(detail === 'far' ? farLookup(card) : drawInside(card))],
    { x: box.x, y: box.y, subject: { kind: 'lookup', lookupId: card.lookupId }, label: card.label },
  );
}

/** An answer has a double frame, as in DNSViz. */
function innerFrame({ key, kind, box: { width, height } }: LookupCard & { box: Box }): Shape[] {
  if (kind !== 'answer') return [];
  const [inset, radius] = [4, 7];
  const size = { x: inset, y: inset, width: width - 2 * inset, height: height - 2 * inset, radius };
  return [rect(`${key} inner frame`, 'box-inner', size)];
}

function drawInside({ key, name, kind, lines, detail, box }: LookupCard & { box: Box }): Shape[] {
  return [
    text(`${key} name`, elideName(name, 'name', INNER), { x: PADDING, y: 25, font: 'name' }),
    ...lines.map((line, index) =>
      text(`${key} line ${index}`, elideText(line, 'record', INNER), {
        x: PADDING,
        y: 48 + index * RECORD_PITCH,
        font: 'record',
        tone: TONES[kind],
      }),
    ),
    text(`${key} detail`, elideText(detail, 'label', INNER), {
      x: PADDING,
      y: box.height - 17,
      font: 'label',
      tone: 'muted',
    }),
  ];
}
