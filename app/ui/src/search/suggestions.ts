import { useEffect, useState } from "preact/hooks";

import { get } from "../api/client";
import type { ActorKind, ActorView, Page, PlaceNamed, SourceTally } from "../api/types";
import { useLoaded } from "../api/use";

const WAIT_MS = 150;
const MOST = 8;

export interface Suggested<T> {
  items: T[];
  /** Whether these belong to the text as it is now, and nothing more is coming. */
  settled: boolean;
}

function useDebounced(text: string): string {
  const [late, setLate] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLate(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return late;
}

/** What fits the text so far. A null text asks for nothing. */
export function useSuggested<T>(text: string | null, load: (q: string, signal: AbortSignal) => Promise<T[]>): Suggested<T> {
  const now = text === null ? "" : `q ${text.trim()}`;
  const late = useDebounced(now);
  const found = useLoaded(late || null, async (signal) => ({ key: late, items: await load(late.slice(2), signal) }));
  if (!now) return { items: [], settled: true };
  if (found.data?.key === now) return { items: found.data.items, settled: true };
  return { items: found.data?.items ?? [], settled: found.error !== null && late === now };
}

export async function actorsLike(q: string, signal: AbortSignal, kinds: ActorKind[] = []): Promise<ActorView[]> {
  if (!q) return [];
  const asked = kinds.length ? kinds : [null];
  const pages = await Promise.all(
    asked.map((kind) => get<Page<ActorView>>("v1/actors", { q, kind, limit: MOST }, signal)),
  );
  return pages.flatMap((page) => page.items).slice(0, MOST);
}

export const partiesLike = (q: string, signal: AbortSignal): Promise<ActorView[]> =>
  actorsLike(q, signal, ["country", "organization"]);

export const sourcesLike = async (q: string, signal: AbortSignal): Promise<SourceTally[]> =>
  (await get<Page<SourceTally>>("v1/sources", { q: q || null, limit: MOST }, signal)).items;

export const placesLike = async (q: string, signal: AbortSignal): Promise<PlaceNamed[]> =>
  (await get<Page<PlaceNamed>>("v1/places", { q: q || null, limit: MOST }, signal)).items;
