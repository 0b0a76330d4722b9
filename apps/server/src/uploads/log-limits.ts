// How large the log of a trace can be.

/** Octets. Larger than any trace within its limits; what the page opens from a file. */
export const MAX_LOG_OCTETS = 12_000_000;
/** Every query of the three tiers with all its tries, and as many that were skipped. */
export const MAX_EVENTS = 20_000;
