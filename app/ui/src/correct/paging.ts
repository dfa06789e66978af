import { get, type Query } from "../api/client";
import type { Page } from "../api/types";

/** One page of a list, after a cursor; its `next` is the cursor of the page after it. */
export async function pageOf<T>(path: string, query: Query, cursor: string | null, signal?: AbortSignal): Promise<Page<T>> {
  const { items, next } = await get<Page<T>>(path, { ...query, cursor }, signal);
  return { items, next: next && new URL(next, location.href).searchParams.get("cursor") };
}
