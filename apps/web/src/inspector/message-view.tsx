// A reply as dig prints it and as it came over the wire. What is pointed at in one is lit up in the other.
import { type Message, messageText } from '@delegraph/model';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useState } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { unpadded } from './dig-line.ts';
import { MessageFacts } from './message-facts.tsx';
import { type RecordUse, USE_WORDS } from './record-use.ts';
import { type WirePart, linesWithParts, wireParts } from './wire-parts.ts';

const OCTETS_PER_LINE = 8;

export interface MessageViewProps {
  message: Message;
  /** base64. */
  wire: string;
  /** What the trace made of its records, by the id of their part. */
  uses: ReadonlyMap<string, RecordUse>;
  /** More ways to take it along. */
  children?: ReactNode;
}

/** A message in text and, on demand, in octets. */
export function MessageView({ message, wire, uses, children }: MessageViewProps) {
  const octets = useMemo(() => octetsOf(wire), [wire]);
  const parts = useMemo(() => wireParts(octets), [octets]);
  const [showsHex, setShowsHex] = useState(false);
  const [lit, setLit] = useState<string | null>(null);
  const lines = linesWithParts(messageText(message), parts);

  const point = (event: PointerEvent) => {
    const part = event.target instanceof Element ? event.target.closest('[data-part-of]') : null;
    setLit(part?.getAttribute('data-part-of') ?? null);
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = parts.findIndex(({ id }) => id === lit);
    const next = at === -1 ? 0 : at + (event.key === 'ArrowDown' ? 1 : -1);
    setLit(parts[Math.min(Math.max(next, 0), parts.length - 1)]?.id ?? null);
  };

  return (
    <div className="message" onPointerMove={point} onPointerLeave={() => setLit(null)}>
      <MessageFacts message={message}>
        <button
          type="button"
          className="toggle"
          aria-pressed={showsHex}
          onClick={() => setShowsHex(!showsHex)}
        >
          Hex
        </button>
      </MessageFacts>
      {/* The block takes the focus, so that arrows can go through its parts. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <pre
        className={uses.size > 0 ? 'dig has-uses' : 'dig'}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label="The reply as dig prints it"
        onKeyDown={walk}
      >
        {lines.map(({ text, part }, index) => {
          const use = part === null ? undefined : uses.get(part);
          return (
            <span
              // Lines have no other name than their number.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              data-part-of={part ?? undefined}
              data-use={use}
              title={use && USE_WORDS[use]}
              className={part !== null && part === lit ? 'is-lit' : undefined}
            >
              {unpadded(text)}
            </span>
          );
        })}
      </pre>
      {showsHex && <HexDump octets={octets} parts={parts} lit={lit} />}
      <div className="message-copies">
        <CopyButton text={() => messageText(message)}>Copy text</CopyButton>
        <CopyButton text={() => hexText(octets)}>Copy hex</CopyButton>
        {children}
      </div>
    </div>
  );
}

function HexDump({ octets, parts, lit }: { octets: Uint8Array; parts: WirePart[]; lit: string | null }) {
  const starts = Array.from(
    { length: Math.ceil(octets.length / OCTETS_PER_LINE) },
    (_, line) => line * OCTETS_PER_LINE,
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className="dig hex" tabIndex={0} aria-label="The octets of the reply">
      {starts.map((start) => {
        const end = Math.min(start + OCTETS_PER_LINE, octets.length);
        const runs = parts.filter(({ from, to }) => from < end && to > start);
        return (
          <span key={start}>
            <span className="hex-offset">{start.toString(16).padStart(4, '0')} </span>
            {runs.map(({ id, from, to }) => (
              <span key={id} data-part-of={id} className={id === lit ? 'is-lit' : undefined}>
                {hexText(octets.slice(Math.max(from, start), Math.min(to, end))).replaceAll(/../g, ' $&')}
              </span>
            ))}
            {'   '.repeat(OCTETS_PER_LINE - (end - start))}
            <span className="hex-offset">
              {'  '}
              {printable(octets.slice(start, end))}
              {'\n'}
            </span>
          </span>
        );
      })}
    </pre>
  );
}

function printable(octets: Uint8Array): string {
  return Array.from(octets, (octet) =>
    octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : '·',
  ).join('');
}

function hexText(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
}

function octetsOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
