// Messages and commands in the form dig prints and takes them: what operators read without thinking.
import type { Edns, Message, ResourceRecord } from './message.ts';
import { withFinalDot } from './names.ts';
import { OPTION_COOKIE, OPTION_NSID, type QueryForm, formOf } from './probe.ts';
import type { HopState } from './state.ts';
import { type TraceOptions, defaultTraceOptions } from './trace-options.ts';

/** The record as one line of a master file, the columns padded as dig does. */
export function recordText({ name, ttl, type, data }: ResourceRecord): string {
  return `${withFinalDot(name).padEnd(31)} ${String(ttl).padEnd(7)} IN  ${type.padEnd(7)} ${data}`;
}

/** The whole message in the layout of dig, without a final line break. */
export function messageText(message: Message): string {
  const { flags, question, edns } = message;
  const counts = [
    `QUERY: ${question ? 1 : 0}`,
    `ANSWER: ${message.answer.length}`,
    `AUTHORITY: ${message.authority.length}`,
    `ADDITIONAL: ${message.additional.length + (edns ? 1 : 0)}`,
  ].join(', ');
  const lines = [
    `;; ->>HEADER<<- opcode: ${message.opcode === 0 ? 'QUERY' : message.opcode}, status: ${message.rcode}, id: ${message.id}`,
    `;; flags: ${flags.join(' ')}; ${counts}`,
  ];
  if (edns) {
    lines.push('', ';; OPT PSEUDOSECTION:');
    lines.push(
      `; EDNS: version: ${edns.version}, flags:${edns.dnssecOk ? ' do' : ''}${unknownFlagsText(edns)}; udp: ${edns.udpSize}`,
    );
    if (edns.cookie !== undefined) lines.push(`; COOKIE: ${edns.cookie}`);
    if (edns.nsid !== undefined) lines.push(`; NSID: "${edns.nsid}"`);
    for (const { code, text } of edns.extendedErrors) lines.push(`; EDE: ${code}${text ? ` (${text})` : ''}`);
  }
  if (question) {
    lines.push('', ';; QUESTION SECTION:', `;${withFinalDot(question.name).padEnd(38)} IN  ${question.type}`);
  }
  const sections = [
    ['ANSWER', message.answer],
    ['AUTHORITY', message.authority],
    ['ADDITIONAL', message.additional],
  ] as const;
  for (const [title, records] of sections) {
    if (records.length > 0) lines.push('', `;; ${title} SECTION:`, ...records.map(recordText));
  }
  for (const problem of message.problems) lines.push('', `;; WARNING: ${problem}`);
  return lines.join('\n');
}

/** Flags that mean nothing yet, as dig shows them. */
function unknownFlagsText({ unknownFlags }: Edns): string {
  return unknownFlags === undefined ? '' : `; MBZ: 0x${unknownFlags.toString(16).padStart(4, '0')}`;
}

/** The command that asks the same question of the same server in the same form, to paste into a shell. `options`: those of the
 *  trace. */
export function digCommand(
  hop: Pick<HopState, 'address' | 'question' | 'probe'>,
  options: Partial<TraceOptions> = {},
): string {
  const name = withFinalDot(hop.question.name);
  const quoted = /^[A-Za-z0-9._-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
  // A name that starts like an option has to be announced.
  const argument = /^[-+]/.test(name) ? `-q ${quoted}` : quoted;
  const form = formOf(hop.probe);
  const type = form.class === 'CH' ? `CH ${hop.question.type}` : hop.question.type;
  return [
    'dig',
    ...formOptions(form, { ...defaultTraceOptions, ...options }),
    `@${hop.address}`,
    argument,
    type,
  ].join(' ');
}

/** What makes dig send a query in this form. */
function formOptions(
  { tcp, recursionDesired, edns = {} }: QueryForm,
  { udpPayloadOctets, dnssecOk, tcpRetry }: TraceOptions,
): string[] {
  const options = [
    recursionDesired ? '+rec' : '+norec',
    ...(tcp ? ['+tcp'] : []),
    ...(tcpRetry ? [] : ['+ignore']),
  ];
  if (edns === false) return [...options, '+noedns'];
  const { version = 0, payloadOctets = udpPayloadOctets, flags = 0, options: codes = [] } = edns;
  options.push(...(dnssecOk ? ['+dnssec'] : []), `+bufsize=${payloadOctets}`);
  // Otherwise dig would take the refusal of the version for its own affair, and ask again with version 0.
  if (version > 0) options.push(`+edns=${version}`, '+noednsnegotiation');
  if (flags > 0) options.push(`+ednsflags=0x${flags.toString(16)}`);
  for (const code of codes) {
    if (code === OPTION_NSID) options.push('+nsid');
    else if (code === OPTION_COOKIE) options.push('+cookie');
    else options.push(`+ednsopt=${code}`);
  }
  return options;
}

/** What came of a hop in a word or two: `NOERROR`, `REFUSED`, `no answer`, `not asked`, `cut off`. */
export function hopResultText(hop: HopState): string {
  const { result } = hop;
  switch (result.status) {
    case 'asking':
      return 'asking';
    case 'answered':
      return result.message.rcode;
    case 'skipped':
      return result.reason === 'cut-off' ? 'cut off' : 'not asked';
    case 'failed':
      return {
        timeout: 'no answer',
        unreachable: 'unreachable',
        malformed: 'malformed reply',
        mismatched: 'not a reply to us',
      }[result.reason];
  }
}
