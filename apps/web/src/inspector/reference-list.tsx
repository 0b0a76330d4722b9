// Where the rule behind a finding is written.

/** A link to the section. */
export function RfcLink({ number, section }: { number: number; section?: string | undefined }) {
  const anchor = section === undefined ? '' : `#section-${section}`;
  return (
    <a href={`https://www.rfc-editor.org/rfc/rfc${number}${anchor}`} target="_blank" rel="noreferrer">
      RFC {number}
      {section !== undefined && ` section ${section}`}
    </a>
  );
}

/** `RFC 1034 section 4.2` as a link to that section; a paper as it is. */
export function ReferenceList({ references }: { references: readonly string[] }) {
  return (
    <ul className="reference-list">
      {references.map((text) => {
        const [, number, section] = /^RFC (\d+)(?: section ([\d.]+))?$/.exec(text) ?? [];
        if (text === 'own rule')
          return <li key={text}>A rule of delegraph’s own, past what the standards say</li>;
        return (
          <li key={text}>
            {number === undefined ? text : <RfcLink number={Number(number)} section={section} />}
          </li>
        );
      })}
    </ul>
  );
}
