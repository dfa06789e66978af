// What a view shows, as data: the view that is shown tells its own, and it can be taken out as JSON.

import { useEffect } from "preact/hooks";

/** Made when it is asked for. */
export type Shown = () => object;

let told: Shown | null = null;

/** Tell what is shown as long as the caller is shown; null where there is nothing yet. */
export function useShown(shown: Shown | null): void {
  useEffect(() => {
    told = shown;
    return () => {
      if (told === shown) told = null;
    };
  });
}

export const currentlyShown = (): Shown | null => told;
