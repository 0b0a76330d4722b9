// From whatever a person pastes to a question that can be asked, or a sentence that says what is wrong with it.
// oxlint-disable-next-line typescript/triple-slash-reference -- so that packages importing this one see the types too
/// <reference path="./tr46.d.ts" />
import {
  type DomainName,
  DomainNameError,
  type Question,
  parseDomainName,
  typeName,
  typeNumber,
} from '@delegraph/model';
import ipaddr from 'ipaddr.js';
import tr46 from 'tr46';
import { mixedScriptsNote } from './mixed-scripts.ts';

/** What is wrong with the text, for programs. */
export type TraceInputCode =
  | 'name-empty'
  | 'name-too-long'
  | 'label-empty'
  | 'label-too-long'
  | 'bad-label'
  | 'bad-escape'
  | 'ip-address'
  | 'unknown-type'
  | 'refused-type';

/** A question that can be asked instead. */
export interface Suggestion {
  name: string;
  type: string;
}

/** The text is no question. The message says what came and what to do. */
export class TraceInputError extends Error {
  readonly code: TraceInputCode;
  readonly suggestion: Suggestion | undefined;

  constructor(code: TraceInputCode, message: string, suggestion?: Suggestion) {
    super(message);
    this.name = 'TraceInputError';
    this.code = code;
    this.suggestion = suggestion;
  }
}

/** A question, and one sentence for each thing that was understood differently from how it was typed. */
export interface ParsedQuestion {
  question: Question;
  notes: string[];
}

/** The types offered by name. Others are taken by their mnemonic too, or as `TYPE` and a number (RFC 3597). */
export const QUESTION_TYPES: Readonly<Record<string, number>> = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  PTR: 12,
  MX: 15,
  TXT: 16,
  AAAA: 28,
  SRV: 33,
  NAPTR: 35,
  DNAME: 39,
  DS: 43,
  SSHFP: 44,
  DNSKEY: 48,
  TLSA: 52,
  SVCB: 64,
  HTTPS: 65,
  CAA: 257,
};

/** Not types of data: a server answers them with a transfer, a selection of its own, or not at all. RFC 6895 3.1. */
const REFUSED_TYPES: Readonly<Record<string, number>> = {
  OPT: 41,
  TKEY: 249,
  TSIG: 250,
  IXFR: 251,
  AXFR: 252,
  ANY: 255,
};

/** Far above any name with its URL, far below what would keep the IDNA tables busy. */
const MAX_TEXT_CHARACTERS = 4096;

/** Reads a name, URL, e-mail address, IP address or line of dig. Without `type`, the line's type counts, else A; for an
 *  IP address PTR. ASCII is taken as it is, other letters by UTS #46 (non-transitional).
 *  Throws `TraceInputError`. */
export function parseQuestion(text: string, type?: string): ParsedQuestion {
  const pasted = withoutQuotes(text.trim());
  if (pasted === '')
    throw new TraceInputError('name-empty', 'There is no name: type one, for example www.example.com.');
  if (pasted.length > MAX_TEXT_CHARACTERS) {
    throw new TraceInputError(
      'name-too-long',
      `The text has ${pasted.length} characters; a domain name has 255 at most.`,
    );
  }
  const dig = readDigLine(pasted);
  if (dig) {
    const { question, notes } = questionOf(dig.name, dig.type ?? type);
    return { question, notes: [`Taken from the command: ${question.name} ${question.type}.`, ...notes] };
  }
  return questionOf(pasted, type);
}

/** The type as it is written in a question: its mnemonic, or `TYPE` and its number. Throws `TraceInputError`. */
export function parseQuestionType(text: string): string {
  const type = text.trim().toUpperCase();
  const number = QUESTION_TYPES[type] ?? REFUSED_TYPES[type] ?? typeNumber(type);
  if (number === null) {
    throw new TraceInputError(
      'unknown-type',
      `“${shorten(text.trim())}” is no type known here. Known are ${Object.keys(QUESTION_TYPES).join(', ')}, and TYPE0 to TYPE65535.`,
    );
  }
  const refused = mnemonicIn(REFUSED_TYPES, number);
  if (refused) {
    throw new TraceInputError(
      'refused-type',
      `${refused} is no type of data but an instruction to one server, so there is no delegation to trace for it; ask for A or SOA.`,
    );
  }
  return typeName(number);
}

function questionOf(pasted: string, type: string | undefined): ParsedQuestion {
  const { host, note } = hostIn(pasted);
  const notes = note === null ? [] : [note];

  const address = addressIn(host);
  if (address !== null) {
    const name = reverseName(address);
    const asked = type === undefined ? 'PTR' : parseQuestionType(type);
    if (asked !== 'PTR') {
      throw new TraceInputError(
        'ip-address',
        `${address} is an IP address and has no ${asked} records; its reverse name is ${name}, type PTR.`,
        { name, type: 'PTR' },
      );
    }
    return {
      question: { name, type: asked },
      notes: [...notes, `${address} is an IP address: ${name} PTR is asked.`],
    };
  }

  const ascii = asciiName(host);
  if (ascii !== host) notes.push(`${host} → ${ascii}`);
  const name = domainName(ascii);
  const mixed = mixedScriptsNote(name);
  if (mixed !== null) notes.push(mixed);
  return { question: { name, type: type === undefined ? 'A' : parseQuestionType(type) }, notes };
}

/** The host in a URL or an e-mail address, and what was left out of it. A name stays as it is. */
function hostIn(pasted: string): { host: string; note: string | null } {
  const scheme =
    /^(?:[a-z][a-z0-9+.-]*:)?\/\//iu.exec(pasted)?.[0] ?? /^(?:mailto|sips?|xmpp):/iu.exec(pasted)?.[0] ?? '';
  const rest = pasted.slice(scheme.length);
  // In a reverse name a slash is part of a label: 0/26.2.0.192.in-addr.arpa (RFC 2317).
  const slashIsPath = scheme !== '' || !/\.arpa\.?$/iu.test(rest);
  const authority = slashIsPath ? rest.replace(/[/?#].*$/su, '') : rest;
  const afterUser = authority.slice(authority.lastIndexOf('@') + 1);
  const host = isIPv6(afterUser) ? afterUser : afterUser.replace(/:\d{0,5}$/u, '');

  if (host === pasted) return { host, note: null };
  if (host === '') {
    throw new TraceInputError(
      'name-empty',
      `There is no name in “${shorten(pasted)}”: type one, for example www.example.com.`,
    );
  }
  const isMail = authority.includes('@') && !scheme.endsWith('//');
  const source = isMail ? 'e-mail address' : scheme.endsWith('//') ? 'URL' : 'text';
  return { host, note: `Only the name in the ${source} is asked: ${host}.` };
}

/** The IP address that the whole text is, without brackets and zone index, in RFC 5952 form. */
function addressIn(host: string): string | null {
  const bare = host.replace(/^\[(.*)\]$/su, '$1').replace(/%.*$/su, '');
  return isIPv4(bare) || isIPv6(bare) ? ipaddr.parse(bare).toString() : null;
}

// What programs of old take for an address is none here: 127.1 and 0x7f.0.0.1 are names.
function isIPv4(text: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(text);
}

/** RFC 4291 2.2; an IPv4 address at its end as strictly as one that stands alone. */
function isIPv6(text: string): boolean {
  const end = text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : null;
  return ipaddr.IPv6.isValid(text) && (end === null || isIPv4(end));
}

/** RFC 1035 3.5 and RFC 3596 2.5. */
function reverseName(address: string): DomainName {
  const octets = ipaddr.parse(address).toByteArray();
  if (octets.length === 4) return parseDomainName(`${octets.toReversed().join('.')}.in-addr.arpa`);
  const nibbles = octets.flatMap((octet) => [octet >> 4, octet & 0xf]);
  return parseDomainName(
    `${nibbles
      .toReversed()
      .map((nibble) => nibble.toString(16))
      .join('.')}.ip6.arpa`,
  );
}

function asciiName(host: string): string {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII starts there
  const ascii = /^[\x00-\x7f]*$/.test(host)
    ? host
    : tr46.toASCII(host, {
        checkHyphens: false,
        checkBidi: true,
        checkJoiners: true,
        useSTD3ASCIIRules: false,
        verifyDNSLength: false,
        // A label that only looks like Punycode can be asked for as it is.
        ignoreInvalidPunycode: true,
      });
  if (ascii === null) {
    throw new TraceInputError(
      'bad-label',
      `“${shorten(host)}” has a character or a mix of scripts that no domain name may have (IDNA).`,
    );
  }
  if (/(?<!\\)[\s\p{Cc}]/u.test(ascii)) {
    throw new TraceInputError(
      'bad-label',
      `“${shorten(host)}” has a space in it; a domain name has none. Give one name alone.`,
    );
  }
  return ascii;
}

function domainName(text: string): DomainName {
  try {
    return parseDomainName(text);
  } catch (error) {
    if (error instanceof DomainNameError) throw new TraceInputError(error.code, error.message);
    throw error;
  }
}

/** What `dig`, `kdig`, `drill` or `delv` would ask for; null when the text is none of their commands.
 *  Does not read more than one question from a line. */
function readDigLine(text: string): { name: string; type: string | undefined } | null {
  const [program, ...words] = text.replace(/^[$#%>]\s+/u, '').split(/\s+/u);
  if (!/^(?:k?dig|drill|delv)$/u.test(program ?? '') || words.length === 0) return null;
  let name: string | undefined;
  let type: string | undefined;
  for (let i = 0; i < words.length; i += 1) {
    const word = withoutQuotes(words[i]!);
    if (word === '-x') {
      name = words[(i += 1)];
      type = 'PTR';
    } else if (word === '-q') {
      name = words[(i += 1)];
    } else if (word === '-t') {
      type = words[(i += 1)];
    } else if (/^-[bcfkpyC]$/u.test(word)) {
      i += 1;
    } else if (/^[-+@]/u.test(word) || /^(?:IN|CH|HS)$/iu.test(word)) {
      continue;
    } else if (isType(word) && type === undefined) {
      type = word;
    } else {
      name ??= word;
    }
  }
  // dig without a name asks for the NS records of the root.
  return { name: name ?? '.', type: type ?? (name === undefined ? 'NS' : undefined) };
}

function isType(word: string): boolean {
  const type = word.toUpperCase();
  return type in QUESTION_TYPES || type in REFUSED_TYPES || /^TYPE\d{1,5}$/u.test(type);
}

function mnemonicIn(table: Readonly<Record<string, number>>, number: number): string | undefined {
  return Object.keys(table).find((mnemonic) => table[mnemonic] === number);
}

function withoutQuotes(text: string): string {
  return text
    .replace(/^(["'`])(.*)\1$/su, '$2')
    .replace(/^<(.*)>$/su, '$1')
    .trim();
}

function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 40)}…${text.slice(-16)}`;
}
