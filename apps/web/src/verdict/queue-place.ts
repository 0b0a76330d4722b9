// The place of a trace in the server's queue, in words.

/** `Waiting for its turn: 3rd in line`. */
export function waitingSentence(place: number): string {
  return `Waiting for its turn: ${ordinal(place)} in line`;
}

/** `1st`, `22nd`, `113th`. */
function ordinal(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][count % 10];
  return `${count}${ending ?? 'th'}`;
}
