// Parts of the page whose script comes after the first picture.
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

export interface Later<Props> {
  (props: Props & { whileLoading?: ReactNode }): ReactNode;
  /** Fetches the script, so that the part is there at once when it is wanted. */
  preload: () => Promise<void>;
}

/** A component that loads itself when it is first shown. Unlike React's `lazy` it is shown in the same moment when its
 *  script is here already, and never held back for the 300 ms that React keeps a fallback on the screen. */
export function later<Props extends object>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): Later<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetchScript = async () => {
    loaded ??= (await load()).default;
  };
  function Part({ whileLoading = null, ...props }: Props & { whileLoading?: ReactNode }) {
    const [isHere, setIsHere] = useState(loaded !== null);
    const [hasFailed, setHasFailed] = useState(false);
    useEffect(() => {
      if (isHere) return;
      void fetchScript().then(
        () => setIsHere(true),
        () => setHasFailed(true),
      );
    }, [isHere]);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...(props as unknown as Props)} />;
    return hasFailed ? <NotFetched /> : whileLoading;
  }
  // What cannot be had now is tried again when it is shown, and missed only then.
  return Object.assign(Part, { preload: () => fetchScript().catch(() => {}) });
}

function NotFetched() {
  return (
    <p className="not-fetched" role="alert">
      This part of the page could not be fetched. Check the connection, then reload the page.
    </p>
  );
}
