// How much a card says, by how large it is seen. The cards stay where they are and as large as they are at every level.

/** From afar the name and how it stands; then everything the picture says on paper; from near, in the place of the dots,
 *  the addresses, as soon as they can be read. */
export const DETAILS = ['far', 'usual', 'near', 'nearer', 'nearest'] as const;
export type Detail = (typeof DETAILS)[number];

/** The zoom from which on each level is shown. */
const FROM_ZOOM: Readonly<Record<Detail, number>> = {
  far: 0,
  usual: 0.5,
  near: 1.2,
  nearer: 1.75,
  nearest: 2.4,
};

/** The smallest letters that are worth showing, in pixels of the screen. */
const READABLE_PX = 7;

/** The level at a zoom. */
export function detailAt(zoom: number): Detail {
  return DETAILS.findLast((detail) => FROM_ZOOM[detail] <= zoom) ?? 'far';
}

/** Whether letters of that size can be read wherever the level is shown. */
export function isReadable(sizePx: number, detail: Detail): boolean {
  return sizePx * FROM_ZOOM[detail] >= READABLE_PX;
}
