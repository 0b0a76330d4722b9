// A zone card as shapes: name and counts, the dots of its addresses, the rows of its name servers.
import { CARD_WIDTH, PADDING, ROW_HEIGHT, ROW_PITCH, zoneCardParts } from './card-size.ts';
import type { Detail } from './detail.ts';
import { addressLines } from './draw-address-list.ts';
import { drawDots, drawFoldedDots } from './draw-dots.ts';
import { farZone } from './draw-far.ts';
import { elideName, elideText } from './elide.ts';
import type { Endpoint } from './endpoint.ts';
import { findingWords } from './finding-words.ts';
import { lockGlyph, standingGlyph } from './glyphs.ts';
import type { Box } from './place-graph.ts';
import type { Point } from './ports.ts';
import type { Shape, Subject } from './scene.ts';
import { group, rect, text } from './shapes.ts';
import { textWidth } from './text-width.ts';
import type { ServerRow } from './server-rows.ts';
import { unicodeName } from './u-label.ts';
import type { ZoneCard } from './zone-card.ts';

const INNER = CARD_WIDTH - 2 * PADDING;
const LOCK_WIDTH = 20;
const SIGN_X = PADDING + 6;
const ROW_TEXT_X = 32;
const ROW_INSET = 6;

/** How much of a card is drawn: with `dots` folded its addresses are one shape that can be selected only as the card, with
 *  `servers` it is drawn as from afar. */
export type CardFold = 'none' | 'dots' | 'servers';

/** The card of a zone. Where everything lies in it, and how large it is, depends on neither the detail nor the fold. */
export function drawZone(
  card: ZoneCard & { box: Box },
  detail: Detail = 'usual',
  fold: CardFold = 'none',
): Shape {
  const { zone, box, severity } = card;
  const key = `zone ${zone}`;
  return group(
    key,
    `zone zone--${severity ?? 'ok'}`,
    [
      rect(`${key} box`, `box box--${severity ?? 'ok'}`, {
        x: 0,
        y: 0,
        width: box.width,
        height: box.height,
        radius: 10,
      }),
      ...(detail === 'far' || fold === 'servers' ? farZone(card) : drawInside(card, detail, fold)),
    ],
    { x: box.x, y: box.y, subject: { kind: 'zone', zone }, label: card.label },
  );
}

function drawInside(card: ZoneCard, detail: Detail, fold: CardFold): Shape[] {
  const { zone, signed, hiddenRows, progress } = card;
  const key = `zone ${zone}`;
  const parts = zoneCardParts(card);
  const more = `+${hiddenRows} more`;
  const room = signed ? INNER - LOCK_WIDTH : INNER;
  const name = elideName(zone, 'title', room);
  const lines = fold === 'none' ? addressLines(card, detail) : null;
  const rows = [
    ...card.rows.map((row, index) => drawRow(card, row, parts.rowsY + index * ROW_PITCH)),
    ...(hiddenRows > 0
      ? [text(`${key} more`, more, { x: ROW_TEXT_X, y: parts.moreY + 14, font: 'label', tone: 'muted' })]
      : []),
  ];
  const head = [
    text(`${key} name`, name, { x: PADDING, y: 27, font: 'title' }),
    ...(signed ? lockGlyph(`${key} lock`, CARD_WIDTH - PADDING - 12, 14) : []),
  ];
  if (lines) {
    const asideX = PADDING + textWidth(name, 'title') + 8;
    return [
      ...head,
      ...drawAside(card, asideX, PADDING + room - asideX),
      ...lines.map(({ endpoint, shapes }) => drawAddress(card, endpoint, shapes)),
      ...rows,
      ...(progress !== null && card.rows.length > 0
        ? [drawProgress(`${key} progress`, progress, parts.footerY + 20)]
        : []),
    ];
  }
  return [
    ...head,
    text(`${key} summary`, summaryOf(card), { x: PADDING, y: 45, font: 'label', tone: 'muted' }),
    ...(fold === 'none' ? drawDots : drawFoldedDots)(card, drawAddress),
    ...rows,
    ...(progress === null ? [] : [drawProgress(`${key} progress`, progress, parts.footerY + 20)]),
  ];
}

/** Beside the name, where the line below it is given up: what else the zone is called, or how many servers it has. */
function drawAside({ zone, parent, summary }: ZoneCard, x: number, room: number): Shape[] {
  const servers = summary.split(' · ').find((part) => part.endsWith(' NS'));
  const unicode = unicodeName(zone);
  const words = parent === null ? 'root' : unicode === null ? servers : `\u2068${unicode}\u2069`;
  if (words === undefined || textWidth(words, 'label') > room) return [];
  return [text(`zone ${zone} aside`, words, { x, y: 27, font: 'label', tone: 'muted' })];
}

/** The line under the name: its U-label, if it has one and there is room for it, and the counts. */
function summaryOf({ zone, summary }: ZoneCard): string {
  const unicode = unicodeName(zone);
  if (unicode === null) return summary;
  // Isolated, so that names written from right to left do not turn the counts round.
  const isolated = `\u2068${unicode}\u2069`;
  const [servers] = summary.split(' · ');
  const fits = [`${isolated} · ${summary}`, `${isolated} · ${servers}`, isolated].find(
    (words) => textWidth(words, 'label') <= INNER,
  );
  return fits ?? summary;
}

/** Where the sign of each row stands, from the upper left corner of the card: by its addresses, and by its name. */
export function rowSignPlaces(card: ZoneCard): ReadonlyMap<string, Point> {
  const top = zoneCardParts(card).rowsY;
  const places = new Map<string, Point>();
  card.rows.forEach(({ nameServer, addresses }, index) => {
    const place = { x: SIGN_X, y: top + index * ROW_PITCH + ROW_HEIGHT / 2 };
    for (const key of [...addresses, nameServer]) if (!places.has(key)) places.set(key, place);
  });
  return places;
}

/** The middle of a name server's row, from the top of the card; null when it has none. */
export function rowMiddle(card: ZoneCard, nameServer: string): number | null {
  const index = card.rows.findIndex((row) => row.nameServer === nameServer);
  return index === -1 ? null : zoneCardParts(card).rowsY + index * ROW_PITCH + ROW_HEIGHT / 2;
}

function drawProgress(key: string, progress: string, y: number): Shape {
  return text(key, elideText(progress, 'label', INNER), { x: PADDING, y, font: 'label', tone: 'muted' });
}

/** An address as dot or line. It has the same key either way, so that what has the focus keeps it. */
function drawAddress({ zone }: ZoneCard, endpoint: Endpoint, shapes: Shape[]): Shape {
  const { address, nameServer, standing, time } = endpoint;
  return group(`zone ${zone} dot ${address}`, `address address--${standing}`, shapes, {
    subject: { kind: 'address', zone, address: address! },
    label: `${nameServer} ${address}, ${standingWords(endpoint)}, ${time}`,
  });
}

function drawRow(card: ZoneCard, row: ServerRow, top: number): Shape {
  const { nameServer, addresses, standing, time } = row;
  const [address = null, ...others] = addresses;
  const key = `zone ${card.zone} row ${nameServer} ${address ?? ''}`;
  const subject: Subject =
    address === null || others.length > 0
      ? { kind: 'name-server', zone: card.zone, nameServer }
      : { kind: 'address', zone: card.zone, address };
  const tone =
    standing === 'error' || standing === 'warning' || standing === 'notice' || standing === 'suspect'
      ? standing
      : null;
  const right = CARD_WIDTH - PADDING;
  const detail = detailOf(row, right - ROW_TEXT_X);
  const nameRoom = right - ROW_TEXT_X - textWidth(time, 'time') - 6;
  return group(
    key,
    `row-of row-of--${standing}`,
    [
      rect(`${key} ground`, `row row--${standing}`, {
        x: ROW_INSET,
        y: top,
        width: CARD_WIDTH - 2 * ROW_INSET,
        height: ROW_HEIGHT,
        radius: 6,
      }),
      ...standingGlyph(`${key} glyph`, standing, SIGN_X, top + ROW_HEIGHT / 2),
      text(`${key} name`, elideName(nameServer, 'server', nameRoom), {
        x: ROW_TEXT_X,
        y: top + 14,
        font: 'server',
      }),
      text(`${key} time`, time, {
        x: right,
        y: top + 14,
        font: 'time',
        tone: tone ?? 'muted',
        anchor: 'end',
      }),
      text(`${key} detail`, detail, {
        x: ROW_TEXT_X,
        y: top + 28,
        font: 'detail',
        tone: tone ?? 'muted',
      }),
    ],
    {
      subject,
      label: `${[nameServer, time, detail].filter((part) => part !== '').join(' ')}, ${standingWords(row)}`,
    },
  );
}

/** The line below the name: the words of a fault, and the addresses as far as there is room for them. */
function detailOf({ finding, addresses }: ServerRow, room: number): string {
  if (finding === null) return addresses.length === 0 ? 'address not known' : addressText(addresses, room);
  const words = findingWords(finding);
  if (addresses.length === 0) return finding.code.startsWith('glue-missing') ? `${words} · no glue` : words;
  const before = `${words} · `;
  const left = room - textWidth(before, 'detail');
  const whole = addressText(addresses, left);
  if (!whole.includes('…')) return before + whole;
  // Of an address that does not fit, its ends say less than its family.
  return before + elideText(addresses[0]!.includes(':') ? 'IPv6' : 'IPv4', 'detail', left);
}

function addressText(addresses: readonly string[], room: number): string {
  const all = addresses.join(' · ');
  if (textWidth(all, 'detail') <= room) return all;
  const more = addresses.length > 1 ? ` +${addresses.length - 1}` : '';
  return elideText(addresses[0]!, 'detail', room - textWidth(more, 'detail')) + more;
}

function standingWords({ standing, finding }: Pick<Endpoint, 'standing' | 'finding'>): string {
  if (finding) return `${standing}: ${findingWords(finding)}`;
  switch (standing) {
    case 'waiting':
      return 'not asked yet';
    case 'suspect':
      return 'being confirmed';
    case 'skipped':
      return 'not asked';
    default:
      return standing;
  }
}
