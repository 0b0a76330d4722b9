// What a zone depends on: the shape of it. The diagnosis package computes it from the zone cuts a trace saw.
import type { DomainName } from './names.ts';

/** Why one zone is needed by another. */
export interface Need {
  /** The zone that needs it. */
  by: DomainName;
  /** `parent`: it delegates it. `name-servers`: it holds the names of its servers. */
  how: 'parent' | 'name-servers';
  /** The names it holds; empty for a parent. */
  nameServers: readonly DomainName[];
  /** Whether the parent of the zone that needs it gives glue for all of them, so that a first contact does without. */
  isGlued: boolean;
}

export interface NeededZone {
  zone: DomainName;
  /** How many steps away it is: 0 for the zones asked about. */
  layer: number;
  /** In the order they were found; empty in layer 0. */
  needs: readonly Need[];
  /** Whether it is neither above nor below a zone asked about. */
  isForeign: boolean;
  /** A foreign zone without which no name server of a zone asked about can be found, but for glue nobody has to give. */
  isSinglePoint: boolean;
}

/** Zones that can only be found through each other. `glued`: glue that the parent need not give lets people in. */
export interface Circle {
  kind: 'full' | 'glued';
  zones: readonly DomainName[];
}

/** A domain that does not exist at its registry, although name servers are named in it: whoever registers it holds them. */
export interface OpenDomain {
  domain: DomainName;
  nameServers: readonly DomainName[];
  /** The zones that name them. */
  zones: readonly DomainName[];
}

export interface Dependencies {
  /** The zones asked about. */
  of: readonly DomainName[];
  /** By layer, the zones asked about first. The root and the TLDs are taken as given: what they need is not followed. */
  zones: readonly NeededZone[];
  /** The zones that hold the names of the servers of all those zones, with how many; one zone is taken as one operator. */
  operators: readonly { zone: DomainName; nameServers: number }[];
  circles: readonly Circle[];
  openDomains: readonly OpenDomain[];
}
