// Makes fault-index.ts from the catalogue. Run it after a change of a title, a contact or the order:
// node packages/diagnosis/src/testing/fault-index-text.ts
import { writeFileSync } from 'node:fs';
import { catalogue } from '../catalogue.ts';

/** The source text of fault-index.ts, as the catalogue is now. */
export function faultIndexText(): string {
  const lines = catalogue.map(({ code, title, contact }) => {
    const key = code.includes('-') ? `'${code}'` : code;
    return `  ${key}: [${quoted(title)}, '${contact}'],`;
  });
  return `// What the verdict must know of every fault, in the order findings are shown, without the rules: so that a page can show the
// verdict before it has them. Made from the catalogue by testing/fault-index-text.ts; a test holds it there.
import type { Contact } from './rule.ts';

export const faultIndex: Readonly<Record<string, readonly [title: string, contact: Contact]>> = {
${lines.join('\n')}
};
`;
}

function quoted(text: string): string {
  return text.includes("'") ? `"${text}"` : `'${text}'`;
}

if (import.meta.main) {
  writeFileSync(new URL('../fault-index.ts', import.meta.url), faultIndexText());
}
