// What one case came to: who served it, and what each program said of it.

export interface CaseReport {
  /** `healthy`, or the code of the fault. */
  code: string;
  /** `nsd`, `knotd`, `named`, `lab` or `nobody`, by address. */
  servers: Readonly<Record<string, string>>;
  ours: {
    seconds: number;
    queries: number;
    /** Each finding as `code zone server`. */
    said: readonly string[];
  };
  dnsviz: PeerReport;
  zonemaster: PeerReport;
}

export interface PeerReport {
  seconds: number;
  /** Null where the program gave none: `failure` says why. */
  messages: readonly PeerMessage[] | null;
  failure?: string;
}

export interface PeerMessage {
  /** The peer's own name of what is wrong. */
  tag: string;
  /** Its own word: `error`, `WARNING`. */
  level: string;
  /** What it says it of, as text. */
  about: string;
}
