import { useEffect, useRef } from "preact/hooks";

import { link } from "../state/address";
import { Clamped } from "../shared/clamped";
import { called, type Span } from "./spans";

export interface Choice {
  spans: Span[];
  /** The words in the text that were chosen; the menu stands under them, and gives the focus back. */
  anchor: HTMLElement;
}

/** What words in the text lead to, where that is more than one thing. */
export function SpanMenu({ choice, close }: { choice: Choice; close: (back: boolean) => void }) {
  const menu = useRef<HTMLUListElement>(null);
  const { anchor, spans } = choice;
  useEffect(() => {
    const own = menu.current as HTMLUListElement;
    place(own, anchor);
    own.querySelector("a")?.focus({ preventScroll: true });
    const elsewhere = (event: PointerEvent) => {
      if (!own.contains(event.target as Node) && !anchor.contains(event.target as Node)) close(false);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [anchor]);

  function keys(event: KeyboardEvent) {
    const entries = [...(menu.current as HTMLUListElement).querySelectorAll("a")];
    const at = entries.indexOf(document.activeElement as HTMLAnchorElement);
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (step !== undefined) entries.at(step % entries.length)?.focus();
    else if (event.key === "Escape") close(true);
    else if (event.key === "Tab") return close(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <ul class="span-menu" role="menu" aria-label="What these words lead to" ref={menu} onKeyDown={keys}>
      {spans.map((one) => (
        <li role="none" key={`${one.kind} ${one.open}`}>
          <a role="menuitem" tabIndex={-1} href={link({ open: one.open })} onClick={() => close(true)}>
            <span class={`key kind-${one.kind}`}>{called(one.kind)}</span> <Clamped text={one.words} />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Under the words, and within the width of the text. */
function place(menu: HTMLElement, anchor: HTMLElement): void {
  const around = (menu.offsetParent ?? document.body).getBoundingClientRect();
  const words = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  menu.style.top = `${words.bottom - around.top + 4}px`;
  menu.style.left = `${Math.max(0, Math.min(words.left - around.left, around.width - menu.offsetWidth))}px`;
}
