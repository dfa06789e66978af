import type { Filters } from "../state/address";

const LONGEST = 80;
const MARKS = /[\u0300-\u036f]/g;

/** A part of a file's name that every system takes. */
const slug = (words: string): string =>
  words
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(/[^a-zA-Z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();

/** "chancery-lavrov-moscow-2023-01-01-2026-11-28.csv": what is in it, and the day on which it was made. */
export function fileName(filters: Filters, suffix: string, view: string | null = null, now = new Date()): string {
  const { actor, with: other, party, host, place, from, to, status } = filters;
  const parts = [view, actor && lastOf(actor), other && lastOf(other), party, host && `host ${lastOf(host)}`, place, ...status];
  parts.push(from && `from ${from}`, to && `to ${to}`);
  const said = slug(parts.filter(Boolean).join(" ")).slice(0, LONGEST).replace(/-+$/, "");
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return ["chancery", said, local].filter(Boolean).join("-") + `.${suffix}`;
}

/** "person:sergey-lavrov" is of use as "sergey-lavrov". */
const lastOf = (id: string): string => id.split(":").at(-1) ?? id;
