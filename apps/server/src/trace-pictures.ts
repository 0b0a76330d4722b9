// Draws stored traces: as SVG, as PNG and as the card of a link. What was drawn of an ended trace is kept for a while.
import {
  CARD_PICTURE,
  type Caption,
  type DelegationGraph,
  type GraphScope,
  type Picture,
  captionWithoutAddresses,
  cardPicture,
  delegationGraph,
  framePicture,
  graphWithoutAddresses,
  pictureToSvg,
  pictureWithoutAddresses,
  placeGraph,
  plainPicture,
} from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import { captionOf } from './pictures/caption.ts';
import { keepOctets } from './pictures/keep-octets.ts';
import { packedLog } from './pictures/packed-log.ts';
import { withPngText } from './pictures/png-text.ts';
import type { Rasterizer } from './pictures/rasterizer.ts';
import { ProblemError } from './problem.ts';
import type { StoredLog, StoredTrace, TraceStore } from './store.ts';
import { type Words, goneSentence, readLog, stateAfter } from './stored-trace.ts';

/** What of a trace is drawn, and how. */
export interface PictureWish {
  theme: 'light' | 'dark' | 'auto';
  /** In CSS pixels. */
  width: number;
  /** Pixels of a PNG for each CSS pixel. */
  scale: 1 | 2;
  scope: GraphScope;
  /** Whether the findings are listed below the graph. */
  findings: boolean;
  /** Whether addresses are shown. A picture without them does not carry the log, which has them all. */
  addresses: boolean;
  /** Whether the picture carries the address of the trace and its log. */
  metadata: boolean;
}

export type CardWish = Pick<PictureWish, 'width' | 'addresses'>;

export interface DrawnPicture {
  octets: Buffer;
  /** When the trace ended; null while it runs and when it is not there. */
  endedAt: Date | null;
}

export interface TracePictures {
  /** `address` is the permalink of the trace. A trace that is gone or damaged has a grey picture that says so. */
  svg: (trace: StoredTrace, wish: PictureWish, address: string) => DrawnPicture;
  png: (trace: StoredTrace, wish: PictureWish, address: string) => Promise<DrawnPicture>;
  /** The card of a link. */
  card: (trace: StoredTrace, wish: CardWish, address: string) => Promise<DrawnPicture>;
}

/** A bound on the memory of the renderer, and what browsers and chats take. */
const MAX_SIDE_PIXELS = 4_096;
/** Of an SVG with the log in it. */
const MAX_SVG_LENGTH = 150_000;
/** Of the pictures kept. */
const MAX_KEPT_OCTETS = 32 * 1024 * 1024;

/** A picture before it becomes a file. */
interface Drawing {
  picture: Picture;
  /** Null for a picture without metadata. */
  metadata: { address: string; log: string | null } | null;
  /** The log itself, where the picture has room for it. */
  log: string | null;
  endedAt: Date | null;
}

export function createTracePictures(setup: {
  store: TraceStore;
  words: Words;
  rasterizer: Rasterizer;
}): TracePictures {
  const { store, words, rasterizer } = setup;
  const kept = keepOctets<Promise<DrawnPicture>>(MAX_KEPT_OCTETS);

  function draw(
    trace: StoredTrace,
    address: string,
    { metadata: withMetadata, addresses: withAddresses }: Pick<PictureWish, 'metadata' | 'addresses'>,
    make: (graphOf: (scope: GraphScope) => DelegationGraph, caption: Caption, state: TraceState) => Picture,
  ): Drawing {
    if (trace.gone !== null)
      return plainDrawing(trace.gone === 'expired' ? 'trace expired' : 'trace removed', goneSentence(trace));
    let log: StoredLog;
    try {
      log = readLog(store, trace.id);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return plainDrawing('trace damaged', error.message);
    }
    const state = stateAfter(trace, log);
    const caption = captionOf(state, words, address);
    const picture = make(
      (scope) => {
        const graph = delegationGraph(state, scope);
        return withAddresses ? graph : graphWithoutAddresses(graph);
      },
      withAddresses ? caption : captionWithoutAddresses(caption),
      state,
    );
    const packed = withMetadata && withAddresses && trace.ended ? packedLog(log.text) : null;
    return {
      picture: withAddresses ? picture : pictureWithoutAddresses(picture),
      metadata: withMetadata ? { address, log: packed } : null,
      log: packed && log.text,
      endedAt: trace.ended ? new Date(Date.parse(state.startedAt) + state.atMs) : null,
    };
  }

  function drawGraph(trace: StoredTrace, wish: PictureWish, address: string): Drawing {
    const { scope, findings } = wish;
    return draw(trace, address, wish, (graphOf, caption, state) => {
      if (typeof scope === 'object' && !state.lookups[scope.lookupId]) throw noSuchLookup(scope.lookupId);
      return framePicture(placeGraph(graphOf(scope)), findings ? caption : { ...caption, findings: [] });
    });
  }

  async function rasterized(
    { picture, metadata, log, endedAt }: Drawing,
    theme: 'light' | 'dark',
    width: number,
  ) {
    const widthPixels = Math.floor(
      Math.min(width, MAX_SIDE_PIXELS, (MAX_SIDE_PIXELS * picture.width) / picture.height),
    );
    let octets = await rasterizer.png({ svg: pictureToSvg(picture, { theme }), widthPixels });
    if (log !== null) octets = withPngText(octets, 'delegraph', log);
    if (metadata) octets = withPngText(octets, 'Source', metadata.address);
    return { octets: withPngText(octets, 'Title', picture.title), endedAt };
  }

  /** Equal wishes share one drawing. */
  function once(trace: StoredTrace, wish: unknown, make: () => Promise<DrawnPicture>): Promise<DrawnPicture> {
    const seq = trace.ended ? 'ended' : store.lastEventOf(trace.id)?.seq;
    const key = JSON.stringify([trace.id, trace.gone, seq, wish]);
    const known = kept.get(key);
    if (known) return known;
    const made = make();
    kept.add(key, made);
    made.then(
      ({ octets }) => kept.weigh(key, octets.length),
      () => kept.drop(key),
    );
    return made;
  }

  return {
    svg(trace, wish, address) {
      const { picture, metadata, endedAt } = drawGraph(trace, wish, address);
      const { theme, width: shownWidth } = wish;
      const written = (log: string | null) =>
        pictureToSvg(picture, { theme, shownWidth, ...(metadata && { metadata: { ...metadata, log } }) });
      let svg = written(metadata?.log ?? null);
      // The picture comes first: a log that makes it too large to be sent around stays at its address.
      if (svg.length > MAX_SVG_LENGTH) svg = written(null);
      return { octets: Buffer.from(svg), endedAt };
    },
    png: (trace, wish, address) =>
      once(trace, [wish, address], async () => {
        const theme = wish.theme === 'dark' ? 'dark' : 'light';
        return rasterized(drawGraph(trace, wish, address), theme, wish.width * wish.scale);
      }),
    card: (trace, wish, address) =>
      once(trace, ['card', wish, address], async () => {
        const drawing = draw(trace, address, { ...wish, metadata: false }, (graphOf, caption) =>
          cardPicture(graphOf('all'), caption),
        );
        return rasterized(drawing, 'light', Math.min(wish.width, CARD_PICTURE.width));
      }),
  };
}

function plainDrawing(headline: string, sentence: string): Drawing {
  return { picture: plainPicture(headline, sentence), metadata: null, log: null, endedAt: null };
}

function noSuchLookup(lookupId: number): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'lookup-unknown',
    title: 'No such lookup',
    detail: `This trace has no lookup ${lookupId}.`,
  });
}
