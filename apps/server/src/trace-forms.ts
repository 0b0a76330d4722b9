// The forms a trace can be had in as a file: suffix of its permalink, media type, and what writes it.
import {
  type PageAssets,
  type Permalink,
  captureForm,
  dnsJsonForm,
  eventLines,
  graphvizForm,
  htmlForm,
  markdownForm,
  mermaidForm,
  policyOf,
  textForm,
} from '@delegraph/report';
import type { TraceEvent, TraceState } from '@delegraph/model';

/** What a form is written from. */
export interface FormSource {
  state: TraceState;
  events: readonly TraceEvent[];
  permalink: Permalink;
  /** Whether addresses are told, in the forms that are written for people. */
  addresses: boolean;
  /** Whether the text is written in ASCII alone. */
  asciiOnly: boolean;
}

export interface TraceForm {
  mediaType: string;
  /** `attachment`: for keeping, browsers should not show it in place of the page. */
  disposition: 'inline' | 'attachment';
  write: (source: FormSource) => string | Uint8Array;
}

/** The forms by suffix, without its dot. */
export const traceForms = {
  ndjson: {
    mediaType: 'application/x-ndjson',
    disposition: 'inline',
    write: ({ events }) => eventLines(events),
  },
  txt: {
    mediaType: 'text/plain; charset=utf-8',
    disposition: 'inline',
    write: ({ state, permalink, addresses, asciiOnly }) =>
      textForm(state, permalink, { addresses, asciiOnly }),
  },
  md: {
    mediaType: 'text/markdown; charset=utf-8',
    disposition: 'inline',
    write: ({ state, permalink, addresses }) =>
      markdownForm(state, permalink, addresses ? {} : { addresses }),
  },
  mmd: {
    mediaType: 'text/vnd.mermaid; charset=utf-8',
    disposition: 'inline',
    write: ({ state, addresses }) => mermaidForm(state, { addresses }),
  },
  dot: {
    mediaType: 'text/vnd.graphviz; charset=utf-8',
    disposition: 'inline',
    write: ({ state, addresses }) => graphvizForm(state, { addresses }),
  },
  'dns.json': {
    mediaType: 'application/dns+json',
    disposition: 'inline',
    write: ({ state }) => dnsJsonForm(state),
  },
  pcap: {
    mediaType: 'application/vnd.tcpdump.pcap',
    disposition: 'attachment',
    write: ({ state }) => captureForm(state),
  },
} as const satisfies Readonly<Record<string, TraceForm>>;

/** The one-file page, which needs the built page. */
export function htmlFormWith(assets: PageAssets): TraceForm & { policy: string } {
  return {
    mediaType: 'text/html; charset=utf-8',
    disposition: 'attachment',
    write: ({ state, events, permalink }) =>
      htmlForm({ events, uploadedAt: state.uploadedAt }, permalink, assets),
    // Opened on our own address after all, it must not speak for it.
    policy: `${policyOf(assets)}; sandbox allow-scripts allow-popups`,
  };
}

const OTHER_SUFFIXES: Readonly<Record<string, string>> = {
  'application/json': 'json',
  'image/svg+xml': 'svg',
};

/** The suffix of the form that an Accept header asks for, or null where the page will do: it names HTML, or anything, or
 *  nothing there is. The first that it names wins. RFC 9110 12.5.1. */
export function acceptedSuffix(accept: string | undefined): string | null {
  const wanted = (accept ?? '*/*').split(',').map((range) => range.split(';')[0]!.trim().toLowerCase());
  if (wanted.some((type) => type === 'text/html' || type === '*/*')) return null;
  const suffixes = new Map([
    ...Object.entries(OTHER_SUFFIXES),
    ...Object.entries(traceForms).map(
      ([suffix, { mediaType }]) => [mediaType.split(';')[0]!, suffix] as const,
    ),
  ]);
  return wanted.map((type) => suffixes.get(type)).find((suffix) => suffix !== undefined) ?? null;
}
