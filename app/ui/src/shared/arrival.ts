// What a page of its own does when a reader comes to it by a link of this page.

import { useEffect } from "preact/hooks";

import { MOVED } from "../state/address";

const OWN = "Chancery";
const LONGEST = 80;

let moved = false;
for (const one of [MOVED, "popstate"])
  addEventListener(one, () => {
    moved = true;
  });

/** What the browser calls this page, while the caller shows it. */
export function useTitle(words: string | null | undefined): void {
  useEffect(() => {
    if (!words) return;
    document.title = `${words.slice(0, LONGEST)} · ${OWN}`;
    return () => {
      document.title = OWN;
    };
  }, [words]);
}

/** Begin at the top, and with the focus in the content where the link that had it is gone. */
export function useArrival(): void {
  useEffect(() => {
    if (!moved) return;
    window.scrollTo(0, 0);
    if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
  }, []);
}
