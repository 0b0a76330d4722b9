// Takes files dropped anywhere on the page: a recorded trace opens, and stays in this browser. Where a part of the page waits
// for one, that part gets it.
import { useNavigate } from '@tanstack/react-router';
import {
  type ReactNode,
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react';
import type { TraceFile } from '../trace-file.ts';

type TakeFile = (file: TraceFile) => void;
const TakerContext = createContext<(take: TakeFile) => () => void>(() => () => {});

/** For as long as the component is there it gets the traces that are dropped, in place of the page. */
export function useDroppedTrace(take: TakeFile): void {
  const register = use(TakerContext);
  const latest = useEffectEvent(take);
  useEffect(() => register((file) => latest(file)), [register]);
}

/** Every page is inside it. */
export function FileDrop({ children }: { children: ReactNode }) {
  const navigate = useNavigate();
  const [isOver, setIsOver] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const taker = useRef<TakeFile | null>(null);
  const register = useCallback((take: TakeFile) => {
    taker.current = take;
    return () => {
      taker.current = null;
    };
  }, []);

  const open = useEffectEvent(async (file: File) => {
    const { openTraceFile, readTraceFile } = await import('../trace-file.ts');
    try {
      const opened = await readTraceFile(file);
      openTraceFile(opened);
      setRefusal(null);
      if (taker.current) return taker.current(opened);
      const number = String(Date.now());
      await navigate({ to: '/t/file/$number', params: { number }, state: { file: opened } });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
    return undefined;
  });

  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      setIsOver(false);
      void open(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, []);

  return (
    <TakerContext value={register}>
      {children}
      {isOver && <div className="drop-here">Drop a trace to open it here. Nothing is sent.</div>}
      {refusal !== null && (
        <div className="drop-refused" role="alert">
          <span>{refusal}</span>
          <button type="button" className="button is-quiet" onClick={() => setRefusal(null)}>
            Close
          </button>
        </div>
      )}
    </TakerContext>
  );
}
