import { count, number } from "../shared/words";
import { link, type State } from "../state/address";
import type { Of } from "./load";
import type { Spot } from "./spots";

interface Given {
  of: Of;
  state: State;
  spots: Spot[];
  lights: (key: string | null) => void;
}

/** The same as the map, for whoever does not see it or wants the numbers. */
export function SideList({ of, state, spots, lights }: Given) {
  const most = Math.max(...spots.map((one) => one.count), 1);
  return (
    <ol class="spots">
      {spots.map((one) => (
        <li key={one.key} onMouseEnter={() => lights(one.key)} onMouseLeave={() => lights(null)}>
          <a
            href={link(one.patch, state)}
            aria-current={one.chosen ? "true" : undefined}
            title={`${one.said.slice(0, 300)}. ${of === "places" ? "Only meetings there" : "Only meetings that they hosted"}`}
            onFocus={() => lights(one.key)}
            onBlur={() => lights(null)}
          >
            <bdi>{one.name}</bdi>
            <span class="hidden-but-said">: {count(one.count, "meeting")}</span>
          </a>
          {one.vague && <span class="faint"> no finer place known</span>}
          {!one.at && <span class="faint"> not on the map</span>}
          <span class="many" aria-hidden="true">
            {number(one.count)}
          </span>
          <span class="much" aria-hidden="true" style={{ width: `${(100 * one.count) / most}%` }} />
        </li>
      ))}
    </ol>
  );
}
