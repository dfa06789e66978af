import type { JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";

export interface Item {
  name: string;
  about?: string;
  /** A link where there is an address, else what is done. */
  href?: string;
  act?: () => void;
  /** Why it cannot be chosen now. */
  not?: string;
}

export interface Group {
  name: string;
  items: readonly Item[];
}

/** A button with a menu, as ARIA's authoring practices have it: arrows, Home, End, first letters, Escape. */
export function MenuButton({ words, groups }: { words: string; groups: () => readonly Group[] }) {
  const id = useId();
  const [open, setOpen] = useState<"first" | "last" | null>(null);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];

  // Before anything else can happen: a key that is pressed at once is for the menu.
  useLayoutEffect(() => {
    if (open) items().at(open === "first" ? 0 : -1)?.focus();
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent) => {
      if (!whole.current?.contains(event.target as Node)) setOpen(null);
    };
    addEventListener("pointerdown", outside);
    return () => removeEventListener("pointerdown", outside);
  }, [open]);

  function close() {
    setOpen(null);
    button.current?.focus();
  }

  function keyOnButton(event: JSX.TargetedKeyboardEvent<HTMLButtonElement>) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpen(event.key === "ArrowDown" ? "first" : "last");
  }

  function keyInMenu(event: JSX.TargetedKeyboardEvent<HTMLDivElement>) {
    if (event.key === "Tab") return setOpen(null);
    if (event.key === "Escape") {
      event.stopPropagation();
      return close();
    }
    const all = items();
    const target = aimed(event.key, all, all.indexOf(document.activeElement as HTMLElement));
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  return (
    <div class="menu-button" ref={whole}>
      <button
        type="button"
        ref={button}
        aria-haspopup="menu"
        aria-expanded={open !== null}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(open ? null : "first")}
        onKeyDown={keyOnButton}
      >
        {words} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div id={id} class="menu" role="menu" aria-label={words} ref={menu} onKeyDown={keyInMenu}>
          {groups().map((group) => (
            <div role="group" aria-label={group.name}>
              <div class="menu-title" aria-hidden="true">
                {group.name}
              </div>
              {group.items.map((item) => (
                <Choice item={item} close={close} />
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function Choice({ item, close }: { item: Item; close: () => void }) {
  const words = (
    <>
      {item.name}
      {(item.not ?? item.about) && <span class="faint"> {item.not ?? item.about}</span>}
    </>
  );
  if (item.href !== undefined)
    return (
      <a role="menuitem" tabIndex={-1} href={item.href} onClick={close}>
        {words}
      </a>
    );
  const choose = () => {
    if (item.not) return;
    close();
    item.act?.();
  };
  return (
    <button type="button" role="menuitem" tabIndex={-1} aria-disabled={item.not ? true : undefined} onClick={choose}>
      {words}
    </button>
  );
}

function aimed(key: string, all: readonly HTMLElement[], at: number): HTMLElement | undefined {
  if (key === "ArrowDown") return all[(at + 1) % all.length];
  if (key === "ArrowUp") return all.at(at - 1);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return after.find((one) => one.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}
