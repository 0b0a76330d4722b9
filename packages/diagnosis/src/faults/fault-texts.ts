// Every text there is, by family and by code.
import { absentNameTexts } from './absent-names.ts';
import { aliasTexts } from './aliases.ts';
import { answerTexts } from './answers.ts';
import { delegationTexts } from './delegation.ts';
import { engineTexts } from './engine.ts';
import { familyTexts } from './families.ts';
import type { FaultText, FaultTexts } from './fault-text.ts';
import { glueDatagramTexts } from './glue-datagrams.ts';
import { glueTexts } from './glue.ts';
import { lameTexts } from './lame.ts';
import { nameServerTexts } from './name-servers.ts';
import { ownServerTexts } from './own-servers.ts';
import { primingTexts } from './priming.ts';
import { securedDelegationTexts } from './secured-delegations.ts';
import { serverTexts } from './servers.ts';
import { serviceHostTexts } from './service-hosts.ts';

/** The families, in the order they are shown. */
export const faultFamilies: readonly { title: string; texts: FaultTexts }[] = [
  { title: 'Delegations', texts: delegationTexts },
  { title: 'Lame servers', texts: lameTexts },
  { title: 'Name servers and their names', texts: { ...nameServerTexts, ...ownServerTexts } },
  { title: 'Glue', texts: { ...glueTexts, ...glueDatagramTexts } },
  { title: 'IPv4 and IPv6', texts: familyTexts },
  { title: 'Replies', texts: serverTexts },
  { title: 'Answers, versions and lifetimes', texts: answerTexts },
  { title: 'Names that are not there', texts: absentNameTexts },
  { title: 'Aliases', texts: aliasTexts },
  { title: 'Hosts that records name', texts: serviceHostTexts },
  { title: 'DNSSEC', texts: securedDelegationTexts },
  { title: 'About the trace itself', texts: { ...engineTexts, ...primingTexts } },
];

/** The text of a code; undefined for one without. */
export function faultText(code: string): FaultText | undefined {
  return faultFamilies.find(({ texts }) => Object.hasOwn(texts, code))?.texts[code];
}
