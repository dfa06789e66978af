// Single keys that work the queue. They are off while somebody writes, and can be turned off for good.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

const OFF = "chancery-review-keys";

export function useKeysSetting(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(localStorage.getItem(OFF) !== "off");
  const set = (wanted: boolean) => {
    localStorage.setItem(OFF, wanted ? "on" : "off");
    setOn(wanted);
  };
  return [on, set];
}

const writing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open], [role=menu], [role=listbox]") !== null;

/** One listener for as long as the screen is there: a key that is pressed while the page changes is not lost. */
export function useKeys(on: boolean, actions: Record<string, () => void>): void {
  const latest = useRef<Record<string, () => void>>({});
  latest.current = on ? actions : {};
  useLayoutEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
      if (document.querySelector("dialog[open]")) return;
      const action = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!action) return;
      event.preventDefault();
      if (!event.repeat) action();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
