// Where the parts of a DNS message lie in its octets. Only measures: what they say was decoded by the tracer.

export type WireSection = 'answer' | 'authority' | 'additional';

/** `from` is the first octet, `to` the one after the last. The OPT record is a part of its own; `rest` is what could not
 *  be read as the header announced it. */
export interface WirePart {
  id: string;
  kind: 'header' | 'question' | 'edns' | 'rest' | WireSection;
  from: number;
  to: number;
}

const HEADER_OCTETS = 12;
const OPT = 41;
const SECTIONS: readonly WireSection[] = ['answer', 'authority', 'additional'];

/** The parts of a message in the order they lie, without gaps. Never throws: the octets come from strangers.
 *  The records of a section are numbered from 0: `answer 0`. RFC 1035 4.1. */
export function wireParts(octets: Uint8Array): WirePart[] {
  if (octets.length < HEADER_OCTETS) return withRest([], 0, octets.length);
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const parts: WirePart[] = [{ id: 'header', kind: 'header', from: 0, to: HEADER_OCTETS }];
  let at = HEADER_OCTETS;
  for (let left = view.getUint16(4); left > 0; left -= 1) {
    const to = endOfName(octets, at) + 4;
    if (!(to <= octets.length)) return withRest(parts, at, octets.length);
    parts.push({ id: 'question', kind: 'question', from: at, to });
    at = to;
  }
  for (const [index, section] of SECTIONS.entries()) {
    let number = 0;
    for (let left = view.getUint16(6 + 2 * index); left > 0; left -= 1) {
      const fields = endOfName(octets, at);
      if (!(fields + 10 <= octets.length)) return withRest(parts, at, octets.length);
      const to = fields + 10 + view.getUint16(fields + 8);
      if (to > octets.length) return withRest(parts, at, octets.length);
      if (view.getUint16(fields) === OPT) parts.push({ id: 'edns', kind: 'edns', from: at, to });
      else parts.push({ id: `${section} ${number++}`, kind: section, from: at, to });
      at = to;
    }
  }
  return withRest(parts, at, octets.length);
}

/** The lines of a message as dig prints it, each with the id of the part it tells of, or null.
 *  Where a record could not be decoded its section cannot be matched line by line, and is not. */
export function linesWithParts(
  text: string,
  parts: readonly WirePart[],
): { text: string; part: string | null }[] {
  let section: WireSection | 'question' | 'edns' | 'header' = 'header';
  let number = 0;
  const lines = text.split('\n');
  const counts = new Map<string, number>();
  const told = lines.map((line) => {
    const title = /^;; (OPT PSEUDO|QUESTION|ANSWER|AUTHORITY|ADDITIONAL) ?SECTION:$/.exec(line)?.[1];
    if (title !== undefined) {
      section = title === 'OPT PSEUDO' ? 'edns' : (title.toLowerCase() as WireSection | 'question');
      number = 0;
      return { text: line, part: null };
    }
    if (line === '' || line.startsWith(';; WARNING')) return { text: line, part: null };
    if (section === 'header' || section === 'edns' || section === 'question')
      return { text: line, part: section };
    counts.set(section, number + 1);
    return { text: line, part: `${section} ${number++}` };
  });
  const matches = (kind: string) =>
    parts.filter((part) => part.kind === kind).length === (counts.get(kind) ?? 0);
  return told.map(({ text: line, part }) => {
    const kind = part?.split(' ')[0] ?? '';
    const isRecord = SECTIONS.some((each) => each === kind);
    return { text: line, part: isRecord && !matches(kind) ? null : part };
  });
}

// NaN where the name does not end within the message, so that every comparison with it fails.
function endOfName(octets: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = octets[at];
    if (length === undefined) return Number.NaN;
    if (length >= 0xc0) return at + 2;
    if (length === 0) return at + 1;
    at += length + 1;
  }
}

function withRest(parts: readonly WirePart[], from: number, to: number): WirePart[] {
  return from < to ? [...parts, { id: 'rest', kind: 'rest', from, to }] : [...parts];
}
