// Queries with what came of them, each to be unfolded; where there are many servers, server by server.
import type { HopState, TraceState } from '@delegraph/model';
import { useState } from 'react';
import { type Standing, standingOfAddress } from '../standing.ts';
import { countText } from '../units.ts';
import { SeverityGlyph } from '../verdict/severity-glyph.tsx';
import { Exchange } from './exchange.tsx';

/** Null where there are none, so that there is no tab for them. */
export function packetList(hops: readonly HopState[], { opensFirst = false } = {}) {
  if (hops.length === 0) return null;
  return hops.map((hop, index) => (
    <Exchange key={hop.id} hop={hop} isOpen={opensFirst && index === 0} showsServer />
  ));
}

/** The same, folded for each address; those at fault are unfolded. */
export function packetsByServer(state: TraceState, hops: readonly HopState[]) {
  if (hops.length === 0) return null;
  const groups = [...Map.groupBy(hops, ({ address }) => address).values()];
  return groups.map((same) => (
    <PacketGroup
      key={same[0]!.address}
      hops={same}
      standing={standingOfAddress(state, same[0]!.zone, same[0]!.address)}
      isAlone={groups.length === 1}
    />
  ));
}

function PacketGroup(props: { hops: readonly HopState[]; standing: Standing; isAlone: boolean }) {
  const { hops, standing, isAlone } = props;
  const [isUnfolded, setIsUnfolded] = useState(isAlone || standing.mark === 'error');
  return (
    <details
      className="packet-group"
      open={isUnfolded}
      onToggle={(event) => setIsUnfolded(event.currentTarget.open)}
    >
      <summary className={`is-${standing.mark}`}>
        <SeverityGlyph mark={standing.mark} size={14} />
        <span>
          <b>{hops[0]!.nameServer}</b> {hops[0]!.address}
        </span>
        <span title={countText(hops.length, 'query', 'queries')}>
          {hops.length}
          <span className="visually-hidden">{hops.length === 1 ? ' query' : ' queries'}</span>
        </span>
      </summary>
      {isUnfolded && hops.map((hop) => <Exchange key={hop.id} hop={hop} isOpen={false} />)}
    </details>
  );
}
