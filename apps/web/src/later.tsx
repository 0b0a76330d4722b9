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
  const preload = async () => {
    loaded ??= (await load()).default;
  };
  function Part({ whileLoading = null, ...props }: Props & { whileLoading?: ReactNode }) {
    const [isHere, setIsHere] = useState(loaded !== null);
    useEffect(() => {
      if (!isHere) void preload().then(() => setIsHere(true));
    }, [isHere]);
    const Loaded = loaded;
    return Loaded ? <Loaded {...(props as unknown as Props)} /> : whileLoading;
  }
  return Object.assign(Part, { preload });
}
