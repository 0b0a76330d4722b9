// Every problem this server answers with, for the pages that the `type` of a problem leads to. RFC 9457 3.1.1 and 4.
import type { TraceInputError } from '@delegraph/tracer';

/** A problem whose code is in no book does not compile. */
export type ProblemCode = TraceInputError['code'] | (typeof SERVER_CODES)[number];

export interface ProblemEntry {
  /** HTTP status codes it comes with; none for what a page says without a request. */
  statuses: readonly number[];
  title: string;
  /** One or two sentences: what happened. */
  meaning: string;
  /** One sentence: what whoever met it can do. */
  todo: string;
}

const SERVER_CODES = [
  'bad-request',
  'busy',
  'format-not-implemented',
  'internal-error',
  'log-refused',
  'lookup-unknown',
  'names-not-listed',
  'not-found',
  'not-ready',
  'nothing-to-embed',
  'page-not-built',
  'picture-not-drawn',
  'resolvers-not-offered',
  'too-many-comparisons',
  'too-many-reads',
  'too-many-streams',
  'too-many-traces',
  'trace-damaged',
  'trace-deleted',
  'trace-expired',
  'trace-failed',
  'trace-running',
  'trace-unknown',
  'unknown-media-type',
  'unknown-profile',
  'uploads-off',
  'wrong-delete-token',
] as const;

const LIMIT_TODO = 'Wait as long as Retry-After says; who runs the server can set other limits.';
const OPERATOR_TODO =
  'Tell who runs this server, with the request id if there is one; their log has the details.';

export const problemBook: Readonly<Record<ProblemCode, ProblemEntry>> = {
  'bad-escape': {
    statuses: [400],
    title: 'A wrong escape in the name',
    meaning: 'A backslash in a domain name stands before one character or before three digits up to 255.',
    todo: 'Write the octet as three digits, or leave the backslash out.',
  },
  'bad-label': {
    statuses: [400],
    title: 'A label that no name may have',
    meaning: 'A character or a mix of scripts in the name is not allowed in domain names (IDNA, RFC 5891).',
    todo: 'Check how the name is spelled; a name with letters of one script is allowed.',
  },
  'bad-request': {
    statuses: [400],
    title: 'Bad request',
    meaning: 'A parameter or the body of the request is not what this address takes. The detail names it.',
    todo: 'Correct what the detail names; `errors` points to each field.',
  },
  busy: {
    statuses: [503],
    title: 'Too busy',
    meaning: 'More traces or uploads wait than this server takes on. Nothing was started.',
    todo: 'Try again after the seconds that Retry-After says.',
  },
  'format-not-implemented': {
    statuses: [501],
    title: 'Only JSON',
    meaning: 'An answer of oEmbed was asked for in a format that this server does not have.',
    todo: 'Ask with format=json, or without a format.',
  },
  'internal-error': {
    statuses: [500],
    title: 'Something broke on the server',
    meaning: 'A fault in this program, and none of the domain that was asked about.',
    todo: OPERATOR_TODO,
  },
  'ip-address': {
    statuses: [400],
    title: 'An address in place of a name',
    meaning: 'An IP address has no records but those of its reverse name.',
    todo: 'Trace the reverse name with type PTR, which the answer suggests.',
  },
  'label-empty': {
    statuses: [400],
    title: 'An empty label',
    meaning: 'Between two dots of a domain name stands at least one character (RFC 1035 2.3.1).',
    todo: 'Take out the dot that is too much.',
  },
  'label-too-long': {
    statuses: [400],
    title: 'A label that is too long',
    meaning: 'A label has at most 63 octets (RFC 1035 2.3.4).',
    todo: 'Check where the dots of the name belong.',
  },
  'log-refused': {
    statuses: [422],
    title: 'This log is not stored',
    meaning:
      'An uploaded event log is not as a log of this program is, or says what its own messages do not say. The detail names the line.',
    todo: 'Upload the log as it was exported (.ndjson), or a picture of the trace that carries it.',
  },
  'lookup-unknown': {
    statuses: [404],
    title: 'No such lookup',
    meaning: 'A picture of one lookup was asked for, and the trace has none of that number.',
    todo: 'Take the link to the picture from the share dialog of the trace.',
  },
  'name-empty': {
    statuses: [400],
    title: 'No name',
    meaning: 'There is nothing to trace in what was sent.',
    todo: 'Give a domain name, an address, a URL or a line of dig.',
  },
  'name-too-long': {
    statuses: [400],
    title: 'A name that is too long',
    meaning: 'A domain name has at most 255 octets (RFC 1035 2.3.4).',
    todo: 'Give one name alone.',
  },
  'names-not-listed': {
    statuses: [404],
    title: 'Not listed here',
    meaning:
      'This server does not tell which traces there are of a name: traces are unlisted unless its operator wills it.',
    todo: 'Ask for the link of the trace; who runs the server can set HISTORY=on.',
  },
  'not-found': {
    statuses: [404],
    title: 'Not found',
    meaning: 'There is nothing at this address.',
    todo: 'Check the link; the first page has all there is to begin with.',
  },
  'not-ready': {
    statuses: [503],
    title: 'Not ready',
    meaning: 'The server cannot trace or store at the moment. The detail says which.',
    todo: OPERATOR_TODO,
  },
  'nothing-to-embed': {
    statuses: [404],
    title: 'Nothing to embed',
    meaning: 'The address that oEmbed was asked about is no trace of this server.',
    todo: 'Give the link of a trace of this server as url.',
  },
  'page-not-built': {
    statuses: [503],
    title: 'The page is not built',
    meaning: 'The server runs without its page. The API works all the same.',
    todo: 'Start it with npm start, which builds the page.',
  },
  'picture-not-drawn': {
    statuses: [503],
    title: 'The picture was not drawn',
    meaning: 'Drawing took too long, or too many pictures were asked for at a time.',
    todo: 'Ask again after the seconds that Retry-After says; the SVG is made at once.',
  },
  'refused-type': {
    statuses: [400],
    title: 'No type of data',
    meaning:
      'The type is an instruction to one server, such as AXFR, and no kind of record: there is no delegation to trace for it.',
    todo: 'Ask for A or SOA.',
  },
  'resolvers-not-offered': {
    statuses: [404],
    title: 'Not offered here',
    meaning: 'This server asks no resolvers for traces of this profile.',
    todo: 'Who runs the server can name resolvers in RESOLVERS.',
  },
  'too-many-comparisons': {
    statuses: [429],
    title: 'Too many comparisons',
    meaning: 'This client has had its share of questions to resolvers, which are other people’s servers.',
    todo: LIMIT_TODO,
  },
  'too-many-reads': {
    statuses: [429],
    title: 'Too many reads',
    meaning: 'This client has read its share of documents, pictures and other forms for now.',
    todo: LIMIT_TODO,
  },
  'too-many-streams': {
    statuses: [429],
    title: 'Too many live streams',
    meaning: 'This client follows as many traces at a time as one may.',
    todo: 'Close a page that follows a trace, then reload this one.',
  },
  'too-many-traces': {
    statuses: [429],
    title: 'Too many traces',
    meaning: 'This client or its network has started its share of traces, which ask other people’s servers.',
    todo: LIMIT_TODO,
  },
  'trace-damaged': {
    statuses: [500],
    title: 'This trace is damaged',
    meaning:
      'What is stored of the trace is not what was written, so it is not shown. It does not speak of the domain.',
    todo: OPERATOR_TODO,
  },
  'trace-deleted': {
    statuses: [410],
    title: 'This trace is gone',
    meaning: 'Whoever started the trace has deleted it. Nothing of it is kept.',
    todo: 'Trace the name again.',
  },
  'trace-expired': {
    statuses: [410],
    title: 'This trace is gone',
    meaning: 'This server keeps traces for a time, and that of this one is over. Nothing of it is kept.',
    todo: 'Trace the name again; a trace that must stay can be kept in the share dialog.',
  },
  'trace-failed': {
    statuses: [],
    title: 'A trace that could not be finished',
    meaning:
      'A fault of this server ended the trace before it was whole. What had come by then is true and stays; what lacks says nothing of the domain.',
    todo: 'Retry. If it fails again, report it to who runs this server, with the id of the trace.',
  },
  'trace-running': {
    statuses: [409],
    title: 'This trace is still running',
    meaning: 'What was asked for needs the whole trace.',
    todo: 'Ask again when the trace has ended; most take a few seconds.',
  },
  'trace-unknown': {
    statuses: [404],
    title: 'No such trace',
    meaning: 'This server has no trace of that id, and never had one.',
    todo: 'Check that the link is complete, and that it is of this server.',
  },
  'unknown-media-type': {
    statuses: [415],
    title: 'Unsupported Media Type',
    meaning: 'The body of the request is in a form that this address does not take.',
    todo: 'Send a question as application/json, or an event log as application/x-ndjson.',
  },
  'unknown-profile': {
    statuses: [400],
    title: 'Unknown root profile',
    meaning: 'There are no root servers of that name here.',
    todo: 'Take one that GET /api/profiles lists.',
  },
  'unknown-type': {
    statuses: [400],
    title: 'Unknown record type',
    meaning: 'No record type has that name.',
    todo: 'Write the mnemonic of the type, or TYPE and its number (RFC 3597).',
  },
  'uploads-off': {
    statuses: [403],
    title: 'No uploads here',
    meaning: 'This server stores only what it asked itself.',
    todo: 'Open the file by dropping it on the page; who runs the server can set UPLOADS=on.',
  },
  'wrong-delete-token': {
    statuses: [403],
    title: 'Not yours to delete',
    meaning: 'Only who started a trace has the token by which it is deleted or kept.',
    todo: 'Use the browser that started it, or ask who runs this server.',
  },
};

/** Where the problem is explained: its `type`, a reference relative to this server. */
export function problemPath(code: ProblemCode): string {
  return `/problems/${code}`;
}
