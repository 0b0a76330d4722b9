// What a message of a peer means in our codes.

export interface Meaning {
  /** Faults that the message names: the same thing, under another name. */
  is?: readonly string[];
  /** Faults that it tells of without their names, because the peer does not look closer or only meets what follows. */
  tells?: readonly string[];
}
