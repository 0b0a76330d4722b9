// What a scenario of the gallery is: a question to trace, what it teaches, and the zones it needs.
import type { ServerSpec, ZoneTreeSpec } from '../zone-tree.ts';

export interface LabScenario {
  /** Stable; also stands in addresses of pages. */
  id: string;
  /** The name to trace, without its final dot. */
  name: string;
  type: string;
  title: string;
  /** What is wrong here and what one will see, in one sentence. */
  sentence: string;
  /** `incident`: somebody must repair it. `curiosity`: odd, and works. `lesson`: how it should be. */
  kind: 'incident' | 'curiosity' | 'lesson';
  /** The codes of all findings, each once. */
  expects: readonly string[];
}

/** A scenario with the zones it adds to the world. */
export interface GalleryEntry extends LabScenario {
  zones: ZoneTreeSpec;
}

/** Name servers ns1, ns2, … in the zone, each at 203.0.113.`host`; the first at an IPv6 address, too. */
export function inDomain(zone: string, ...hosts: number[]): ServerSpec {
  return Object.fromEntries(
    hosts.map((host, i) => {
      const ipv4 = `203.0.113.${host}`;
      return [`ns${i + 1}.${zone}`, i === 0 ? [ipv4, `2001:db8:5::${host.toString(16)}`] : ipv4];
    }),
  );
}
