// One thing in which two traces differ, or are the same.
import type { DomainName } from '@delegraph/model';
import type { Aspect } from './fact.ts';

export type Mark = 'added' | 'removed' | 'changed' | 'same';

export interface Difference {
  mark: Mark;
  aspect: Aspect;
  /** Null for what is about the whole trace. */
  zone: DomainName | null;
  nameServer: DomainName | null;
  address: string | null;
  /** `ns1.shop.test at the parent`. */
  what: string;
  /** Null for what was not there. */
  before: string | null;
  after: string | null;
}
