// Files as lines of JSON, one article a line, the way `POST v1/articles/batch` takes them.

import type { ArticleIn } from "../api/types";
import { decode, Undecodable } from "./decoding";
import type { Chosen } from "./files";

/** Where the lines of a file begin in what is sent. */
export interface Range {
  path: string;
  first: number;
  /** Whether it is one article, and not one a line. */
  whole: boolean;
}

export interface Lines {
  body: Blob;
  ranges: Range[];
  /** Files that are no text, or cannot be read, with the reason. */
  unread: { path: string; why: string }[];
}

export interface Known {
  published: string;
  source: string;
}

/** `step` hears after each file how many were read. A large .jsonl stays on the disk until it is sent. */
export async function asLines(files: readonly Chosen[], known: Known, step: (done: number) => void, signal: AbortSignal): Promise<Lines> {
  const parts: Blob[] = [];
  const ranges: Range[] = [];
  const unread: Lines["unread"] = [];
  let line = 1;
  for (const [nth, one] of files.entries()) {
    signal.throwIfAborted();
    try {
      const taken = one.kind === "lines" ? await linesOf(one.file) : await articleOf(one, known);
      parts.push(taken.body);
      ranges.push({ path: one.path, first: line, whole: one.kind !== "lines" });
      line += taken.lines;
    } catch (error) {
      const why = error instanceof Undecodable ? error.message : "The browser cannot read it. Was it moved, or is it closed to you?";
      unread.push({ path: one.path, why });
    }
    step(nth + 1);
  }
  return { body: new Blob(parts), ranges, unread };
}

async function linesOf(file: File): Promise<{ body: Blob; lines: number }> {
  let breaks = 0;
  const chunks = file.stream().getReader();
  for (;;) {
    const { done, value } = await chunks.read();
    if (done) break;
    for (let at = value.indexOf(10); at >= 0; at = value.indexOf(10, at + 1)) breaks += 1;
  }
  return { body: new Blob([file, "\n"]), lines: breaks + 1 };
}

async function articleOf({ path, file, kind }: Chosen, known: Known): Promise<{ body: Blob; lines: number }> {
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  const article: ArticleIn = { source: known.source.trim() || null, published: known.published || null };
  if (kind === "page") article.html = text; // its title is the page's own
  else Object.assign(article, { text, title: titleOf(path) });
  return { body: new Blob([JSON.stringify(article), "\n"]), lines: 1 };
}

/** "2024/oslo_talks.txt" is called "oslo talks". */
const titleOf = (path: string): string => (path.split("/").pop() ?? path).replace(/\.\w+$/, "").replace(/_+/g, " ").slice(0, 2_000);

/** Where the line at this place of a job came from: "news.jsonl, line 7"; as the service calls it where nobody knows. */
export function whereabouts(ranges: readonly Range[] | undefined, position: number, otherwise: string): string {
  const range = ranges?.filter((one) => one.first <= position).pop();
  if (!range) return otherwise;
  return range.whole ? range.path : `${range.path}, line ${position - range.first + 1}`;
}
