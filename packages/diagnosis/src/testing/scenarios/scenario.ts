// What a scenario of the diagnosis is: a tree, what is asked in it, and every finding.
import type { ZoneTreeSpec } from '@delegraph/lab';
import type { traceIn } from '@delegraph/lab/testing';

/** How the trace is made, where not as usual. */
export type Circumstances = Parameters<typeof traceIn>[2];

export interface Scenario {
  /** The code it is for; null for a false alarm that must not be raised. */
  code: string | null;
  situation: string;
  tree: ZoneTreeSpec;
  question?: string;
  how?: Circumstances;
  /** Every finding, as `code zone server`. */
  said: readonly string[];
  /** The same tree without the fault, or with what comes near it. The code must not be said of it. */
  near?: NearMiss;
}

export interface NearMiss {
  situation: string;
  tree: ZoneTreeSpec;
  /** Where another question is asked than in the scenario. */
  question?: string;
  how?: Circumstances;
  /** Every finding; absent: none. */
  said?: readonly string[];
}
