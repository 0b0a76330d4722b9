// A name as people read it.
// oxlint-disable-next-line typescript/triple-slash-reference -- so that packages importing this one see the types too
/// <reference path="./tr46.d.ts" />
import type { DomainName } from '@delegraph/model';
import tr46 from 'tr46';

/** The name with U-labels in place of its A-labels (RFC 5890 2.3.2.1); null when it has none, or when one of them is no name
 *  in letters, or not written as that name is. */
export function unicodeForm(name: DomainName): string | null {
  const { domain, error } = tr46.toUnicode(name, { checkBidi: true, checkJoiners: true });
  if (error || domain === name) return null;
  return tr46.toASCII(domain) === name.toLowerCase() ? domain : null;
}
