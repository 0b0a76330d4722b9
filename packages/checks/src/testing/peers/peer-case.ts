// What this program and its peers are asked about: each fault in the tree it is tested with, and a healthy domain before them.
import { type Scenario, scenarios } from '@delegraph/diagnosis/testing';

export interface PeerCase extends Pick<Scenario, 'situation' | 'tree' | 'how'> {
  /** `healthy`, or the code of the fault. */
  code: string;
  /** `www.example.test. A` */
  question: string;
  /** The domain that peers are asked about, without the final dot. They test zones, not names. */
  domain: string;
}

/** Facts about the asker and his limits, which are no faults of a zone, and what nobody can tell without the Internet: the
 *  networks that addresses lie in. */
const NOT_TO_BE_ASKED = /^(?:vantage-|budget-|not-explored|ns-same-asn)/;
const DUAL_STACK = 'glue of both families as the zone gives it';

/** The healthy domain first, then one case for each code that has a scenario. */
export function peerCases(): PeerCase[] {
  const healthy = scenarios.find(({ situation }) => situation === DUAL_STACK)!;
  const seen = new Set<string>();
  const faulty = scenarios.flatMap((scenario) => {
    const { code } = scenario;
    if (code === null || NOT_TO_BE_ASKED.test(code) || seen.has(code)) return [];
    seen.add(code);
    return [caseOf(scenario, code)];
  });
  return [caseOf(healthy, 'healthy'), ...faulty];
}

function caseOf(
  { situation, tree, question = 'www.example.test. A', how, said }: Scenario,
  code: string,
): PeerCase {
  const asked = question.split(' ')[0]!.replace(/\.$/, '');
  const blamed = said.find((line) => line.startsWith(`${code} `))?.split(' ')[1];
  return {
    code,
    situation,
    tree,
    question,
    domain: blamed?.includes('.') && blamed !== '.' ? blamed : registeredDomain(asked, tree),
    ...(how ? { how } : {}),
  };
}

/** The deepest zone above the name that is not a top-level domain, or what would be it if it were registered. */
function registeredDomain(name: string, tree: Scenario['tree']): string {
  const labels = name.split('.');
  const zone = labels.map((_, i) => labels.slice(i).join('.')).find((end) => `${end}.` in tree);
  return zone?.includes('.') ? zone : labels.slice(-2).join('.');
}
