// What a zone depends on, in sentences: those that people should know, the gravest first.
import type { Dependencies } from '@delegraph/model';
import { counted, listed } from './phrases.ts';

export interface DependencySentence {
  tone: 'error' | 'warning' | 'neutral';
  sentence: string;
}

/** What is worth saying of the dependencies. */
export function dependencyText(dependencies: Dependencies): DependencySentence[] {
  const { of, zones, operators, circles, openDomains } = dependencies;
  const subject = listed(of);
  const singlePoints = zones.filter(({ isSinglePoint }) => isSinglePoint).map(({ zone }) => zone);
  return [
    ...openDomains.map(({ domain, nameServers, zones: naming }): DependencySentence => ({
      tone: 'error',
      sentence: `${domain} does not exist, and ${listed(naming)} names ${listed(nameServers)} in it: whoever registers it can answer for ${listed(naming)}.`,
    })),
    ...circles.map(({ kind, zones: members }): DependencySentence => ({
      tone: kind === 'full' ? 'error' : 'warning',
      sentence:
        kind === 'full'
          ? `${listed(members)} can only be found through each other: nobody can enter.`
          : `${listed(members)} can only be found through each other, but for glue that their parents need not give.`,
    })),
    ...(singlePoints.length > 0
      ? [
          {
            tone: 'warning' as const,
            sentence: `If ${listed(singlePoints)} ${singlePoints.length === 1 ? 'fails' : 'fail'}, no name server of ${subject} can be found.`,
          },
        ]
      : []),
    {
      tone: 'neutral',
      sentence: `${counted(operators.length, 'zone')} ${operators.length === 1 ? 'holds' : 'hold'} the names of all servers on which ${subject} depends: ${listed(
        operators.map(({ zone, nameServers }) => `${zone} (${nameServers})`),
        6,
      )}.`,
    },
  ];
}
