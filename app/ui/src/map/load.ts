import { get, type Query } from "../api/client";
import type { HostTally, Known, PlaceTally } from "../api/types";

export type Of = "places" | "hosts";
export type Tally = PlaceTally | HostTally;

const PAGE = 100; // the most that the service gives at once

/** What there is most of, up to `most`, and how much is left out. */
export async function loadTallies(of: Of, query: Query, most: number, signal: AbortSignal): Promise<Known<Tally>> {
  let page = await get<Known<Tally>>(`v1/stats/${of}`, { ...query, limit: Math.min(PAGE, most) }, signal);
  const items = [...page.items];
  while (page.next && items.length < most) {
    const cursor = new URLSearchParams(page.next.slice(page.next.indexOf("?"))).get("cursor");
    page = await get<Known<Tally>>(`v1/stats/${of}`, { ...query, limit: PAGE, cursor }, signal);
    items.push(...page.items);
  }
  return { ...page, items };
}
