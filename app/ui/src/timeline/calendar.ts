// Days, months and years as the API names them ("2023-05-10", "2023-05", "2023"), counted through.

import type { By } from "../api/types";
import { when } from "../shared/words";

/** One bar's time: a period, or several years together; both days included. */
export interface Column {
  from: string;
  to: string;
}

const FINER_FIRST: readonly By[] = ["day", "month", "year"];
const DAY = 86_400_000;

function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day); // Date.UTC takes the year 50 for 1950
  return date;
}

const iso = (date: Date): string => date.toISOString().slice(0, 10);

function parts(text: string): [year: number, month: number | null, day: number | null] {
  const [year, month, day] = text.split("-").map(Number);
  return [year as number, month ? month - 1 : null, day ?? null];
}

export function firstDay(text: string): string {
  const [year, month, day] = parts(text);
  return iso(utc(year, month ?? 0, day ?? 1));
}

export function lastDay(text: string): string {
  const [year, month, day] = parts(text);
  return iso(day ? utc(year, month ?? 0, day) : utc(year, (month ?? 11) + 1, 0));
}

/** Today where the reader is. */
export function today(): string {
  const now = new Date();
  return iso(utc(now.getFullYear(), now.getMonth(), now.getDate()));
}

/** The number of a period in a row without gaps. */
export function ordinal(by: By, text: string): number {
  const [year, month, day] = parts(text);
  if (by === "year") return year;
  if (by === "month") return year * 12 + (month ?? 0);
  return Math.floor(utc(year, month ?? 0, day ?? 1).getTime() / DAY);
}

function starting(by: By, at: number): Date {
  if (by === "year") return utc(at, 0, 1);
  if (by === "month") return utc(Math.floor(at / 12), at % 12, 1);
  return new Date(at * DAY);
}

export const periods = (by: By, from: string, to: string): number => ordinal(by, to) - ordinal(by, from) + 1;

export function columns(by: By, from: string, to: string, step: number): Column[] {
  const found: Column[] = [];
  for (let at = ordinal(by, from); at <= ordinal(by, to); at += step) {
    found.push({ from: iso(starting(by, at)), to: iso(new Date(starting(by, at + step).getTime() - DAY)) });
  }
  return found;
}

/** How fine one looks at so long a time when nobody says. */
export function automatic(from: string, to: string): By {
  if (periods("day", from, to) <= 92) return "day";
  return periods("month", from, to) <= 120 ? "month" : "year";
}

/** The finest that is no finer than asked and fits; of years so many go into one column. */
export function fitting(asked: By, from: string, to: string, most: number): { by: By; step: number } {
  const by = FINER_FIRST.slice(FINER_FIRST.indexOf(asked)).find((one) => periods(one, from, to) <= most) ?? "year";
  return { by, step: by === "year" ? Math.ceil(periods(by, from, to) / most) : 1 };
}

/** As long a time, right before (-1) or after (1) it: whole months where it is whole months. */
export function beside(from: string, to: string, direction: -1 | 1): Column {
  if (from.endsWith("-01") && lastDay(to.slice(0, 7)) === to) {
    const months = periods("month", from, to);
    const at = ordinal("month", from) + direction * months;
    return { from: iso(starting("month", at)), to: iso(new Date(starting("month", at + months).getTime() - DAY)) };
  }
  const days = periods("day", from, to);
  const at = ordinal("day", from) + direction * days;
  return { from: iso(starting("day", at)), to: iso(starting("day", at + days - 1)) };
}

const exactly = (start: string, precision: "day" | "month" | "year"): string =>
  when({ start, end: null, precision, basis: null, words: null });

/** "March 2023", "2023", or the first and the last day. */
export function named({ from, to }: Column): string {
  if (from === to) return exactly(from, "day");
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) {
    const [first, last] = [exactly(from, "year"), exactly(to, "year")];
    return first === last ? first : `${first}–${last}`;
  }
  if (from.endsWith("-01") && to === lastDay(from.slice(0, 7))) return exactly(from, "month");
  return `${exactly(from, "day")} – ${exactly(to, "day")}`;
}
