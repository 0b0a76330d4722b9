// What was chosen in the share dialog for the picture and its snippets.
import { RENDERER_VERSION } from '@delegraph/diagram';
import type { TraceState } from '@delegraph/model';
import type { Permalink, SnippetWishes } from '@delegraph/report';
import type { Selection } from '../selection.ts';

export interface PictureChoice {
  theme: 'auto' | 'light' | 'dark';
  scope: 'all' | 'problems' | 'lookup';
  /** In pixels, as typed; empty for the usual width. */
  width: string;
  findings: boolean;
  /** Of the picture, and of every text that goes with it. */
  addresses: boolean;
  /** As typed; null for the verdict. */
  alternativeText: string | null;
}

export const USUAL_CHOICE: PictureChoice = {
  theme: 'auto',
  scope: 'all',
  width: '',
  findings: true,
  addresses: true,
  alternativeText: null,
};

/** What the server draws, in pixels. */
export const LEAST_WIDTH = 320;
export const MOST_WIDTH = 3200;

/** The choice as the report package takes it. `lookupId`: the lookup that is selected on the page, if any. */
export function snippetWishes(choice: PictureChoice, lookupId: number | null): SnippetWishes {
  const { theme, scope, width, findings, addresses, alternativeText } = choice;
  return {
    ...(theme !== 'auto' && { theme }),
    ...(scope === 'problems' && { scope }),
    ...(scope === 'lookup' && lookupId !== null && { scope: { lookupId } }),
    ...(width !== '' && isDrawnWidth(width) && { width: Number(width) }),
    ...(!findings && { findings }),
    ...(!addresses && { addresses }),
    ...(alternativeText !== null && { alternativeText }),
  };
}

/** Whether the server draws a picture of that width; empty is the usual one. */
export function isDrawnWidth(text: string): boolean {
  if (text === '') return true;
  return /^\d+$/.test(text) && Number(text) >= LEAST_WIDTH && Number(text) <= MOST_WIDTH;
}

/** The lookup that is selected, or to which the selected query belongs. */
export function selectedLookup({ hops }: TraceState, selection: Selection | null): number | null {
  if (selection?.kind === 'lookup') return selection.lookupId;
  if (selection?.kind === 'hop') return hops[selection.hopId]?.lookupId ?? null;
  return null;
}

/** The permalink that an address of a trace is, or null for any other address. */
export function permalinkOf(address: string): Permalink | null {
  const [, origin, id] = /^(https?:\/\/.+)\/t\/([^/?#]+)$/.exec(address) ?? [];
  if (origin === undefined || id === undefined) return null;
  return { origin, id: decodeURIComponent(id), pictureVersion: String(RENDERER_VERSION) };
}
