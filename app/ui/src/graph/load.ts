// What is asked for a picture: its first part by the filters, then around each opened node, page by page.

import { ApiError, get, type Query } from "../api/client";
import type { Extent, Mode, NetworkOut } from "../api/types";

/** The API gives no more at once. */
export const MOST_AT_ONCE = 2000;
export const STEPS = [200, 500, 1000, 2000, 4000] as const;
export const AROUND_AT_ONCE = 50;

export interface Opened {
  id: string;
  pages: number;
}

export interface Wanted {
  mode: Mode;
  query: Query;
  limit: number;
  opened: Opened[];
}

export interface Around extends Opened {
  parts: NetworkOut[];
  more: boolean;
}

export interface Network {
  mode: Mode;
  /** Which filters this answers; a picture of others is another picture. */
  of: string;
  base: NetworkOut[];
  showing: Extent;
  total: Extent;
  chosenBy: string;
  around: Around[];
}

export const readOpened = (text: string | undefined): Opened[] =>
  (text ?? "")
    .split(",")
    .filter(Boolean)
    .map((one) => {
      const [id = "", pages = "1"] = one.split("~");
      return { id, pages: Math.min(40, Math.max(1, Number(pages) || 1)) };
    });

export const writeOpened = (opened: readonly Opened[]): string | null =>
  opened.map(({ id, pages }) => (pages > 1 ? `${id}~${pages}` : id)).join(",") || null;

export function readLimit(text: string | undefined, mode: Mode): number {
  const asked = Math.round(Number(text)) || STEPS[0];
  const most = mode === "actors" ? MOST_AT_ONCE : STEPS[STEPS.length - 1]!;
  return Math.min(most, Math.max(1, asked));
}

/** The next larger picture, or null where the API gives no larger one. */
export function moreThan(limit: number, mode: Mode): number | null {
  const found = STEPS.find((one) => one > limit) ?? null;
  return found !== null && (mode === "meetings" || found <= MOST_AT_ONCE) ? found : null;
}

/** The answers that the picture shown rests on, so that opening one more node asks for no more than that node. */
export type Kept = Map<string, NetworkOut>;

export async function load(wanted: Wanted, kept: Kept, signal: AbortSignal): Promise<Network> {
  const used: Kept = new Map();
  const ask = async (query: Query): Promise<NetworkOut> => {
    const key = JSON.stringify(query);
    const answer = kept.get(key) ?? (await get<NetworkOut>("v1/network", query, signal));
    used.set(key, answer);
    return answer;
  };
  const base = await pages(ask, { ...wanted.query, mode: wanted.mode }, wanted.limit);
  const known = new Set(base.flatMap((one) => one.nodes.map((node) => node.id)));
  const around: Around[] = [];
  for (const one of wanted.opened) {
    // A node that these filters do not show is not opened either.
    if (!known.has(one.id)) continue;
    const found = await open(ask, wanted, one);
    if (!found) continue;
    for (const part of found.parts) for (const node of part.nodes) known.add(node.id);
    around.push(found);
  }
  kept.clear();
  for (const [key, answer] of used) kept.set(key, answer);
  const first = base[0]!;
  return {
    mode: wanted.mode,
    of: JSON.stringify([wanted.mode, wanted.query]),
    base,
    showing: { nodes: distinct(base), edges: base.reduce((sum, one) => sum + one.edges.length, 0) },
    total: first.total,
    chosenBy: first.chosen_by,
    around,
  };
}

type Ask = (query: Query) => Promise<NetworkOut>;

async function pages(ask: Ask, query: Query, limit: number): Promise<NetworkOut[]> {
  const found = [await ask({ ...query, limit: Math.min(limit, MOST_AT_ONCE) })];
  for (let left = limit - distinct(found); left > 0; left = limit - distinct(found)) {
    const cursor = cursorOf(found[found.length - 1]!.next);
    if (cursor === null) break;
    found.push(await ask({ ...query, limit: Math.min(left, MOST_AT_ONCE), cursor }));
  }
  return found;
}

/** Whom somebody met, whoever the picture is about: the filters' actors are left out. Null: nobody knows that actor any more. */
async function open(ask: Ask, wanted: Wanted, one: Opened): Promise<Around | null> {
  const query = { ...wanted.query, actor: null, with: null, mode: wanted.mode, around: one.id, limit: AROUND_AT_ONCE };
  try {
    const parts = [await ask(query)];
    for (let page = 1; page < one.pages; page++) {
      const cursor = cursorOf(parts[parts.length - 1]!.next);
      if (cursor === null) break;
      parts.push(await ask({ ...query, cursor }));
    }
    return { ...one, parts, more: parts[parts.length - 1]!.next !== null };
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

/** `next` is an address of the service; behind a proxy only its cursor can be used. */
const cursorOf = (next: string | null): string | null => (next ? new URL(next, location.href).searchParams.get("cursor") : null);

const distinct = (parts: NetworkOut[]): number => new Set(parts.flatMap((one) => one.nodes.map((node) => node.id))).size;
