// What to do where the Internet cannot be reached: the lab needs none.
import { useNavigate } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useState } from 'react';
import { fetchGallery, problemOf, startTrace } from '../api.ts';
import { pageOf } from '../started-trace.ts';

/** A button that traces the first scenario of the gallery in the lab. */
export function LabOffer() {
  const navigate = useNavigate();
  const [trouble, setTrouble] = useState<string | null>(null);

  async function traceExample() {
    try {
      const [scenario] = await fetchGallery();
      if (!scenario) return setTrouble('The lab of this server has no scenarios.');
      await navigate(pageOf(await startTrace({ name: scenario.name, type: scenario.type, profile: 'lab' })));
    } catch (error) {
      setTrouble(problemOf(error).detail);
    }
    return undefined;
  }

  return (
    <p className="lab-offer">
      <button type="button" className="button" onClick={() => void traceExample()}>
        <FlaskConical size={14} aria-hidden /> Trace an example in the lab instead
      </button>
      {trouble !== null && <span role="alert">{trouble}</span>}
    </p>
  );
}
