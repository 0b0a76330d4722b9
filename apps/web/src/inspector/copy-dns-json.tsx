// Takes one query and its reply along in the JSON of RFC 8427.
import type { HopState } from '@delegraph/model';
import { use, useEffect } from 'react';
import { CopyButton } from '../header/copy-button.tsx';
import { InspectedTrace } from './inspected-trace.ts';

const loadForm = () => import('./dns-json.ts');

/** Nothing where this trace sent nothing: what is remembered was sent by another. */
export function CopyDnsJson({ hop }: { hop: HopState }) {
  const state = use(InspectedTrace);
  // Some browsers let a page write to the clipboard only right after the click: the script had better be here by then.
  useEffect(() => void loadForm().catch(() => {}), []);
  if (hop.tries.length === 0) return null;
  return (
    <CopyButton text={() => loadForm().then(({ hopDnsJson }) => hopDnsJson(state, hop.id))}>
      Copy RFC 8427 JSON
    </CopyButton>
  );
}
