// Every text there is, by family and by code.
import { aliasTexts } from './aliases.ts';
import { answerTexts } from './answers.ts';
import { delegationTexts } from './delegation.ts';
import { engineTexts } from './engine.ts';
import { familyTexts } from './families.ts';
import type { FaultText, FaultTexts } from './fault-text.ts';
import { glueTexts } from './glue.ts';
import { lameTexts } from './lame.ts';
import { nameServerTexts } from './name-servers.ts';
import { serverTexts } from './servers.ts';

/** The families, in the order they are shown. */
export const faultFamilies: readonly { title: string; texts: FaultTexts }[] = [
  { title: 'Delegations', texts: delegationTexts },
  { title: 'Lame servers', texts: lameTexts },
  { title: 'Name servers and their names', texts: nameServerTexts },
  { title: 'Glue', texts: glueTexts },
  { title: 'IPv4 and IPv6', texts: familyTexts },
  { title: 'Replies', texts: serverTexts },
  { title: 'Answers, versions and lifetimes', texts: answerTexts },
  { title: 'Aliases', texts: aliasTexts },
  { title: 'About the trace itself', texts: engineTexts },
];

/** The text of a code; undefined for one without. */
export function faultText(code: string): FaultText | undefined {
  return faultFamilies.find(({ texts }) => Object.hasOwn(texts, code))?.texts[code];
}
