// The bits and options of a reply in one line, each with its meaning.
import { extendedErrorText } from '@delegraph/diagnosis';
import type { Message } from '@delegraph/model';
import type { ReactNode } from 'react';
import { FLAG_WORDS } from './message-words.ts';
import { Term } from './term.tsx';

/** Children stand at the end of the line. */
export function MessageFacts({ message, children }: { message: Message; children?: ReactNode }) {
  const { flags, edns, sizeBytes } = message;
  return (
    <>
      <div className="message-facts">
        {flags.map((flag) => (
          <Term key={flag} meaning={FLAG_WORDS[flag]}>
            {flag}
          </Term>
        ))}
        <span>{sizeBytes} octets</span>
        {edns ? (
          <Term meaning={`EDNS: the server says it can receive ${edns.udpSize} octets over UDP`}>
            EDNS {edns.udpSize}
          </Term>
        ) : (
          <Term meaning="The reply has no OPT record (RFC 6891)">no EDNS</Term>
        )}
        {edns?.nsid !== undefined && (
          <Term meaning="NSID: how the server calls the instance that answered (RFC 5001)">
            NSID {edns.nsid}
          </Term>
        )}
        {edns?.cookie !== undefined && (
          <Term
            meaning={`A cookie against forged replies (RFC 7873), the client’s part and the server’s: ${edns.cookie}`}
          >
            cookie
          </Term>
        )}
        {children}
      </div>
      {edns?.extendedErrors.map((error) => (
        <p key={`${error.code} ${error.text}`} className="message-error">
          The server adds: {extendedErrorText(error)}
        </p>
      ))}
    </>
  );
}
