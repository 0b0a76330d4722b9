// Offers to store a trace that was opened from a file on the server, where the operator allows that.
import { useNavigate } from '@tanstack/react-router';
import { Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { fetchAllowed } from '../allowed.ts';
import { type StartedTrace, callApi, problemOf } from '../api.ts';
import { rememberDeleteToken } from '../delete-tokens.ts';
import type { TraceFile } from '../trace-file.ts';

/** `isLog`: the file holds the events themselves, and not only what was made of them. */
export default function UploadOffer({ file, isLog }: { file: TraceFile; isLog: boolean }) {
  const navigate = useNavigate();
  const [isAllowed, setIsAllowed] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  useEffect(() => {
    void fetchAllowed().then(({ takesUploads }) => setIsAllowed(takesUploads));
  }, []);

  async function upload() {
    setIsBusy(true);
    try {
      const { id, name, notes, deleteToken } = (await callApi('/api/traces', {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: file.text,
      })) as StartedTrace & { deleteToken?: string };
      if (deleteToken !== undefined) rememberDeleteToken(id, deleteToken);
      await navigate({ to: '/t/$id/$name', params: { id, name }, search: {}, state: { notes } });
    } catch (error) {
      const { title, detail } = problemOf(error);
      setTrouble(`${title}. ${detail}`);
      setIsBusy(false);
    }
  }

  if (!isAllowed) return null;
  if (!isLog)
    return (
      <span>
        It is a trace document, which cannot be uploaded: it holds only what was made of the event log. The
        log (.ndjson) can, and a picture that carries it.
      </span>
    );
  return (
    <>
      <button type="button" className="button is-quiet" disabled={isBusy} onClick={() => void upload()}>
        <Upload size={14} aria-hidden /> Upload
      </button>
      <span>{isBusy ? 'The server checks it …' : 'stores it here, for whoever has its link'}</span>
      {trouble !== null && (
        <span className="upload-trouble" role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}
