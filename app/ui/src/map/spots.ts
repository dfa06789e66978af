// What is counted, as the map and the list beside it show it.

import { count, where } from "../shared/words";
import type { Patch, State } from "../state/address";
import type { Of, Tally } from "./load";
import type { Point, World } from "./world";

export interface Spot {
  key: string;
  name: string;
  count: number;
  /** "Moscow, RUS: 34 meetings". */
  said: string;
  /** Where it is on a map that is not zoomed; null where it is not on the map. */
  at: Point | null;
  /** Only to be somewhere in a country or a region. */
  vague: boolean;
  /** What choosing it changes. */
  patch: Patch;
  chosen: boolean;
}

/** Those who are counted, in the order of their numbers. */
export function spots(of: Of, tallies: Tally[], world: World, state: State): Spot[] {
  const middles = of === "hosts" ? new Map(world.shapes.map((one) => [one.code, one.middle])) : null;
  return tallies.map((one) => {
    if ("place" in one) {
      const { place } = one;
      const name = where(place) ?? place.name;
      const vague = place.kind === "country" || place.kind === "region";
      return {
        key: `${place.name}|${place.country}|${place.kind}`,
        name,
        count: one.count,
        said: `${name}: ${count(one.count, "meeting")}${vague ? ", no finer place known" : ""}`,
        at: place.longitude === null || place.latitude === null ? null : world.at(place.longitude, place.latitude),
        vague,
        patch: { q: null, filters: { place: place.name } },
        chosen: state.filters.place === place.name,
      };
    }
    const name = one.actor?.name ?? one.party;
    return {
      key: one.party,
      name,
      count: one.count,
      said: `${name}: hosted ${count(one.count, "meeting")}`,
      at: middles?.get(one.party) ?? null,
      vague: false,
      patch: { q: null, filters: { host: one.party } },
      chosen: state.filters.host === one.party,
    };
  });
}
