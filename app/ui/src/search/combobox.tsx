import type { ComponentChildren, Ref } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import "./combobox.css";

export interface Choice {
  key: string;
  said: ComponentChildren;
  choose: () => void;
}

interface Props {
  label: string;
  /** Whether the label is seen beside being said. */
  labelled?: boolean;
  text: string;
  onText: (text: string) => void;
  choices: Choice[];
  /** What is to be said beside the choices, as that there are none. */
  note?: string | null;
  onEnter: () => void;
  onLeave?: () => void;
  onFocus?: () => void;
  /** Escape, when nothing is open that it could close. */
  onEscape?: () => void;
  placeholder?: string;
  wrong?: string | null;
  input?: Ref<HTMLInputElement>;
}

/** A text field with a list of choices, as ARIA describes the combobox: the focus stays in the field. */
export function Combobox(props: Props) {
  const { label, labelled = false, text, choices, note = null, wrong = null } = props;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const active = at < choices.length ? at : -1;
  const shown = open && choices.length > 0;

  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);

  function close() {
    setOpen(false);
    setAt(-1);
  }
  function choose(choice: Choice) {
    close();
    choice.choose();
  }
  function move(step: 1 | -1) {
    setOpen(true);
    // One place more than there are choices: the text itself.
    const places = choices.length + 1;
    setAt(((active + 1 + step + places) % places) - 1);
  }
  function pressed(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const chosen = shown ? choices[active] : undefined;
      if (chosen) choose(chosen);
      else {
        close();
        props.onEnter();
      }
    } else if (event.key === "Escape") {
      if (open) event.preventDefault();
      if (open) close();
      else props.onEscape?.();
    }
  }

  return (
    <div class="combobox">
      <label for={`${id}-field`} class={labelled ? undefined : "hidden-but-said"}>
        {label}
      </label>
      <input
        id={`${id}-field`}
        ref={props.input ?? null}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={500}
        value={text}
        placeholder={props.placeholder}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={(event) => {
          setOpen(true);
          setAt(-1);
          props.onText(event.currentTarget.value);
        }}
        onFocus={props.onFocus}
        onClick={() => setOpen(true)}
        onKeyDown={pressed}
        onBlur={() => {
          close();
          props.onLeave?.();
        }}
      />
      {open && (shown || note) && (
        <div class="popup">
          {note && <p class="faint popup-note">{note}</p>}
          {shown && (
            <ul id={`${id}-list`} ref={list} role="listbox" aria-label={label}>
              {choices.map((choice, index) => (
                <li
                  key={choice.key}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  onPointerDown={(event) => event.preventDefault()}
                  onClick={() => choose(choice)}
                >
                  {choice.said}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div role="status" class="hidden-but-said">
        {open ? [note, shown && `${choices.length} choices`].filter(Boolean).join(" ") : ""}
      </div>
      {wrong && (
        <p id={`${id}-wrong`} class="wrong">
          <bdi>{wrong}</bdi>
        </p>
      )}
    </div>
  );
}
