import { useEffect } from "preact/hooks";

const OWN = "Chancery";
const LONGEST = 80;

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
