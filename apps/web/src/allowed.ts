// What the operator of the server allows, as far as the page offers it.
import { callApi } from './api.ts';

export interface Allowed {
  /** Whether event logs of other servers may be stored. */
  takesUploads: boolean;
  /** Where to tell of what went wrong: a `mailto:` or `https:` address; null where none is known. */
  reportTo: string | null;
}

/** Nothing where the server cannot be asked. */
export async function fetchAllowed(): Promise<Allowed> {
  try {
    const { takesUploads = false, reportTo = null } = (await callApi('/api/sharing')) as Partial<Allowed>;
    return { takesUploads, reportTo };
  } catch {
    return { takesUploads: false, reportTo: null };
  }
}
