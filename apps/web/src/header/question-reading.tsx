// What the form makes of the text in its field while it is typed, read by the function with which the server reads it.
import { useEffect, useMemo, useState } from 'react';
import { BOTH_ADDRESS_TYPES, type TraceRequest } from '../trace-request.ts';

/** Its tables of letters are large, so it comes with the first letter that is typed. */
type Reader = typeof import('@delegraph/question');

export interface Reading {
  /** One sentence for each thing that is understood differently from how it is typed. */
  notes: readonly string[];
  /** What to ask when the type that is chosen makes no sense for the text: PTR for an address. */
  type: string | null;
}

const NOTHING_TO_SAY: Reading = { notes: [], type: null };

/** Says nothing of a text that is a name as it will be asked, nor of one that is none yet. `isWanted`: somebody types. */
export function useReading(request: TraceRequest, isWanted: boolean): Reading {
  const [reader, setReader] = useState<Reader | null>(null);
  const { name, type, profile } = request;
  useEffect(() => {
    if (!isWanted || name === '' || reader) return;
    // Without it the server says the same once it is asked.
    void import('@delegraph/question').then(setReader, () => {});
  }, [isWanted, name, reader]);
  return useMemo(
    () => (reader && isWanted ? readingOf(reader, { name, type, profile }) : NOTHING_TO_SAY),
    [reader, isWanted, name, type, profile],
  );
}

/** The line below the field, for whoever looks at it; assistive technology has it as the description of the field. */
export function QuestionReading({ id, notes }: { id: string; notes: readonly string[] }) {
  return (
    <p className="trace-reading" id={id}>
      {notes.map((note) => (
        <span key={note}>{note}</span>
      ))}
    </p>
  );
}

function readingOf(reader: Reader, { name: text, type, profile }: TraceRequest): Reading {
  const asked = type === BOTH_ADDRESS_TYPES ? 'A' : type;
  try {
    const { question, notes } = reader.parseQuestion(text, asked);
    const special = profile === 'internet' ? reader.specialUseNote(question.name) : null;
    return { notes: special === null ? notes : [...notes, special], type: null };
  } catch (error) {
    if (!(error instanceof reader.TraceInputError)) throw error;
    if (!error.suggestion) return NOTHING_TO_SAY;
    return { notes: reader.parseQuestion(text).notes, type: error.suggestion.type };
  }
}
