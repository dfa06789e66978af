// The public HTTP API, and nothing else. Addresses are relative to the page's own.

import { tell } from "./trouble";
import type { Page, Problem } from "./types";

const KEY = "chancery-key";
const AWAY = "The service does not answer. It may be stopped or starting; your work here is not lost.";
/** Refusals that mean the whole service, and not what was asked. */
const AWAY_CODES = new Set(["graph_unavailable", "graph_refused", "local_server_error", "shutting_down"]);

/** What the service said against a request, or that it was not there (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problem: Problem | null = null,
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** Whether the same request may work a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

export type Value = string | number | boolean | null | undefined | readonly string[];
export type Query = Record<string, Value>;

/** The key of this tab; null where nobody signed in. It is kept in the tab alone and ends with it. */
export const apiKey = {
  get: (): string | null => sessionStorage.getItem(KEY),
  set: (key: string): void => sessionStorage.setItem(KEY, key),
  clear: (): void => sessionStorage.removeItem(KEY),
};

/** A path as the service knows it, "v1/meetings", with its query; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) parts.append(name, String(one));
  }
  const asked = parts.toString();
  return asked ? `${path}?${asked}` : path;
}

/** An id or a name as a part of a path. */
export const segment = encodeURIComponent;

export function headers(more: Record<string, string> = {}): Record<string, string> {
  const key = apiKey.get();
  return key ? { ...more, Authorization: `Bearer ${key}` } : more;
}

/** Raises ApiError, also where the service is away. A DOMException with name AbortError passes through. */
export async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, headers: headers(init.headers as Record<string, string>) });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw away();
  }
  if (answer.ok) return answer;
  throw await refusal(answer);
}

/** Nobody answered, or only a proxy. */
export function away(): ApiError {
  tell("away");
  return new ApiError(0, "away", AWAY);
}

/** What an answer that is none says; the page as a whole hears of it where it concerns the page. */
export async function refusal(answer: Response): Promise<ApiError> {
  const error = await read(answer);
  if (error.code === "no_problem" && [502, 503, 504].includes(error.status)) return away();
  if (AWAY_CODES.has(error.code)) tell("away");
  if (error.status === 401) tell("locked");
  return error;
}

async function read(answer: Response): Promise<ApiError> {
  const after = Number(answer.headers.get("Retry-After")) || null;
  try {
    const problem = (await answer.json()) as Problem;
    const words = problem.detail || problem.title;
    const fields = (problem.errors ?? []).map((one) => `${one.where}: ${one.message}`).join("; ");
    return new ApiError(answer.status, problem.code, words.includes(fields) ? words : `${words} (${fields})`, problem, after);
  } catch {
    return new ApiError(answer.status, "no_problem", `The service answered ${answer.status}.`, null, after);
  }
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return (await (await send(address(path, query), signal ? { signal } : {})).json()) as T;
}

export async function post<T>(path: string, body: unknown = undefined, query: Query = {}): Promise<T> {
  const init: RequestInit = { method: "POST" };
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { "Content-Type": "application/json" };
  }
  return (await (await send(address(path, query), init)).json()) as T;
}

export async function remove(path: string): Promise<void> {
  await send(path, { method: "DELETE" });
}

/** `next` is an address of the service's own; the page's may lie below a proxy's path. */
export const following = (next: string): string => next.slice(Math.max(next.indexOf("v1/"), 0));

/** Page after page, until there is no more or `most` are there. */
export async function all<T>(path: string, query: Query, most: number, signal?: AbortSignal): Promise<Page<T>> {
  const items: T[] = [];
  let next: string | null = address(path, { ...query, limit: Math.min(100, most) });
  while (next && items.length < most) {
    const page: Page<T> = await get<Page<T>>(following(next), {}, signal);
    items.push(...page.items);
    next = page.next;
  }
  return { items, next };
}
