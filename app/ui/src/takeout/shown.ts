// What a view shows, as data: the view that is shown tells its own, and it can be taken out as JSON.

import { useEffect } from "preact/hooks";

let told: unknown = null;

/** Tell what is shown as long as the caller is shown; null where there is nothing yet. */
export function useShown(data: unknown): void {
  useEffect(() => {
    told = data;
    return () => {
      if (told === data) told = null;
    };
  });
}

export const currentlyShown = (): unknown => told;
