// The part of tr46 that is used here; the package brings no types of its own.
declare module 'tr46' {
  interface ToAsciiOptions {
    checkBidi?: boolean;
    checkHyphens?: boolean;
    checkJoiners?: boolean;
    ignoreInvalidPunycode?: boolean;
    transitionalProcessing?: boolean;
    useSTD3ASCIIRules?: boolean;
    verifyDNSLength?: boolean;
  }
  /** Null when the name breaks a rule of UTS #46. */
  export function toASCII(domainName: string, options?: ToAsciiOptions): string | null;
  /** With `error` where a label breaks a rule; that label is left as it is. */
  export function toUnicode(
    domainName: string,
    options?: Pick<ToAsciiOptions, 'checkBidi' | 'checkJoiners'>,
  ): { domain: string; error: boolean };
}
