import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export interface Chip {
  key: string;
  said: ComponentChildren;
  /** The same in words alone, for the name of the button. */
  words: string;
  remove?: () => void;
}

/** What narrows the result, each part to be taken off again. */
export function Chips({ label, chips, children }: { label: string; chips: Chip[]; children?: ComponentChildren }) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <div class="row">
      <ul class="chips" aria-label={label} ref={list} tabIndex={-1}>
        {chips.map((chip) => (
          <li key={chip.key} class="chip">
            <span>{chip.said}</span>
            {chip.remove && (
              <button
                type="button"
                aria-label={`Remove ${chip.words}`}
                title="Remove"
                onClick={() => {
                  chip.remove?.();
                  // The button goes with its chip: whoever works by keyboard stays where the others are.
                  list.current?.focus();
                }}
              >
                <span aria-hidden="true">×</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
