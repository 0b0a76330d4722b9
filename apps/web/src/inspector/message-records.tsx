// The records of one reply, section by section, each with what was made of it.
import type { HopState, Message } from '@delegraph/model';
import { ttlText } from '../units.ts';
import { PanelPart } from './parts.tsx';
import { USE_WORDS, recordUses } from './record-use.ts';
import { Term } from './term.tsx';

const SECTIONS = { answer: 'Answer', authority: 'Authority', additional: 'Additional' } as const;

export function MessageRecords({ hop, message }: { hop: HopState; message: Message }) {
  const uses = recordUses(hop);
  return Object.entries(SECTIONS).map(([section, title]) => {
    const records = message[section as keyof typeof SECTIONS];
    if (records.length === 0) return null;
    return (
      <PanelPart key={section} title={title}>
        <ul className="records">
          {records.map(({ name, type, ttl, data }, index) => {
            const use = uses.get(`${section} ${index}`);
            return (
              // A reply may hold a record twice.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={index}>
                <div className="record-head has-use">
                  <span>
                    {name} · TTL {ttlText(ttl)}
                  </span>
                  {use && (
                    <Term className={`record-use is-${use}`} meaning={USE_WORDS[use]}>
                      {use}
                    </Term>
                  )}
                </div>
                <span className="record-data">
                  {type} {data}
                </span>
              </li>
            );
          })}
        </ul>
      </PanelPart>
    );
  });
}
