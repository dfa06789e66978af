import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";

import { count, number } from "../shared/words";
import type { Point } from "./layout";
import type { Spot } from "./model";

const LISTED = 100;

interface Props {
  /** In the order in which they are listed. */
  spots: Spot[];
  places: Map<string, Point>;
  selected: string | null;
  onActive: (id: string | null) => void;
  onPick: (spot: Spot) => void;
}

/** The nodes as a list, for those who find by name or do not use a mouse: arrows look at a node, Enter opens it. */
export function Find({ spots, places, selected, onActive, onPick }: Props) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const fitting = useMemo(() => fits(spots, typed), [spots, typed]);
  const shown = fitting.slice(0, LISTED);
  const at = shown.findIndex((one) => one.id === active);

  const look = (next: number) => {
    const spot = shown[Math.max(0, Math.min(shown.length - 1, next))];
    setActive(spot?.id ?? null);
    onActive(spot?.id ?? null);
  };
  useEffect(() => {
    if (at >= 0) list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);

  const keys = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10 };
    const next = moves[event.key];
    if (next !== undefined) look(next);
    else if (event.key === "Enter" && shown[at]) onPick(shown[at]);
    else if (event.key === "Escape" && (typed || active)) {
      setTyped("");
      setActive(null);
      onActive(null);
    } else return;
    event.preventDefault();
  };

  return (
    <section class="graph-find" aria-label="Nodes">
      <label for={`${id}-find`}>Find in graph</label>
      <input
        id={`${id}-find`}
        type="search"
        role="combobox"
        autocomplete="off"
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-told`}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(null);
          onActive(null);
        }}
        onKeyDown={keys}
        onBlur={() => onActive(null)}
      />
      <p class="faint graph-told" id={`${id}-told`} role="status">
        {told(shown.length, fitting.length, spots.length)}
      </p>
      <ul role="listbox" id={`${id}-list`} aria-label="Nodes shown" ref={list}>
        {shown.map((spot, number) => {
          const place = places.get(spot.id);
          return (
            <li
              key={spot.id}
              id={`${id}-${number}`}
              role="option"
              aria-selected={spot.id === selected}
              class={spot.id === active ? "active" : undefined}
              data-x={place?.x.toFixed(2)}
              data-y={place?.y.toFixed(2)}
              title={spot.name}
              onClick={() => onPick(spot)}
              onMouseEnter={() => onActive(spot.id)}
              onMouseLeave={() => onActive(null)}
            >
              <bdi class="graph-name">{spot.name}</bdi> <span class="faint">
                <bdi>{spot.about}</bdi>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function fits(spots: Spot[], typed: string): Spot[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  if (!words.length) return spots;
  return spots.filter((spot) => {
    const text = plain(`${spot.name} ${spot.about}`);
    return words.every((word) => text.includes(word));
  });
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const told = (shown: number, fitting: number, all: number): string => {
  if (!fitting) return "No node has that in its name.";
  const more = shown < fitting ? `The first ${number(shown)} of ` : "";
  return `${more}${fitting < all ? `${number(fitting)} of ` : ""}${count(all, "node")}. Arrow keys, then Enter.`;
};
