// What the address of an embedded trace asks for. The names are a promise to other sites: version 1.

/** The message that tells the page round the frame its wanted height. */
export const RESIZE_MESSAGE = 'delegraph:resize';

/** The parameters beside those of every trace. public/first.js reads `theme` before the first paint. */
export const EMBED_PARAMETERS = ['theme', 'view', 'controls', 'v'] as const;

export interface EmbedOptions {
  view: 'graph' | 'timeline' | 'findings';
  /** Whether there is more to press than the parts of the picture. */
  hasControls: boolean;
}

/** Reads them; what is unknown is as if it were not there. */
export function embedOptionsOf({ view, controls }: Readonly<Record<string, unknown>>): EmbedOptions {
  return {
    view: view === 'timeline' || view === 'findings' ? view : 'graph',
    hasControls: controls !== '0',
  };
}
