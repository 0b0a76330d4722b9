// Reads the RDATA of one record, field by field and never past its end.
import { nameText } from '@delegraph/model';
import { type NameReader, type RecordFrame, WireError, viewOf } from './wire.ts';

/** The RDATA is of a version or family that its type does not define here: it is shown as octets, not as an error. */
export class UnknownForm extends Error {
  override readonly name = 'UnknownForm';
}

/** A reader at the start of the RDATA of `frame`. Every read throws `WireError` when the RDATA is too short for it. */
export class RdataReader {
  readonly #octets: Uint8Array;
  readonly #view: DataView;
  readonly #names: NameReader;
  readonly #end: number;
  #at: number;

  constructor(octets: Uint8Array, frame: RecordFrame, names: NameReader) {
    this.#octets = octets;
    this.#view = viewOf(octets);
    this.#names = names;
    this.#at = frame.rdataStart;
    this.#end = frame.rdataEnd;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  uint8(): number {
    return this.#view.getUint8(this.#take(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#take(2));
  }

  uint32(): number {
    return this.#view.getUint32(this.#take(4));
  }

  /** With its final dot and in the case received. */
  name(): string {
    const { labels, end } = this.#names.read(this.#at);
    this.#take(end - this.#at);
    return nameText(labels);
  }

  octets(count: number): Uint8Array {
    const start = this.#take(count);
    return this.#octets.subarray(start, start + count);
  }

  /** A character-string, without its length. RFC 1035 3.3. */
  string(): Uint8Array {
    return this.octets(this.uint8());
  }

  rest(): Uint8Array {
    return this.octets(this.#end - this.#at);
  }

  expectEnd(): void {
    if (!this.isAtEnd) throw new WireError(`${this.#end - this.#at} octets follow its data`);
  }

  #take(count: number): number {
    const start = this.#at;
    if (start + count > this.#end) throw new WireError('its data runs past its RDLENGTH');
    this.#at += count;
    return start;
  }
}
