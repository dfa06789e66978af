import { useRef, useState } from "preact/hooks";

/** Many buttons that are one stop of the tab key: arrow keys go from one to the next, in their order. */
export function useRoving(keys: string[], focused: (key: string) => void) {
  const elements = useRef(new Map<string, SVGElement>());
  const [chosen, setChosen] = useState<string | null>(null);
  const here = chosen !== null && keys.includes(chosen) ? chosen : keys[0];

  function keyDown(event: KeyboardEvent): void {
    const at = keys.indexOf(here ?? "");
    const last = keys.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at - 1,
      ArrowUp: at - 1,
      Home: 0,
      End: last,
    };
    const next = keys[Math.min(Math.max(steps[event.key] ?? -1, 0), last)];
    if (!(event.key in steps) || next === undefined) return;
    event.preventDefault();
    elements.current.get(next)?.focus({ preventScroll: true });
  }

  /** What makes the element of a key one of them. */
  const button = (key: string, act: () => void) => ({
    role: "button" as const,
    tabindex: key === here ? 0 : -1, // of SVG, Preact writes tabIndex as it stands, which is nothing
    ref: (one: SVGElement | null) => void (one ? elements.current.set(key, one) : elements.current.delete(key)),
    onFocus: () => {
      setChosen(key);
      focused(key);
    },
    onClick: act,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    },
  });
  return { here, keyDown, button };
}
