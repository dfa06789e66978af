import { get } from "../api/client";
import type { Bucket, By, PeriodsOut, Status } from "../api/types";
import { asked, type Filters } from "../state/address";
import { automatic, type Column, columns, firstDay, fitting, lastDay, ordinal, today } from "./calendar";

/** From the ground up, as they are stacked. */
export const STATUSES: readonly Status[] = ["occurred", "planned", "proposed", "postponed", "cancelled", "refused", "denied"];
export const PLANS: readonly Status[] = ["planned", "proposed", "postponed"];

export interface Bar extends Column {
  count: number;
  byStatus: Partial<Record<Status, number>>;
}

export interface Chart {
  by: By;
  /** So many periods are one bar: years only, where there are very many. */
  step: number;
  bars: Bar[];
  whole: Bucket;
  /** Known less exactly than `by`, though in time. */
  inexact: number;
  undated: number;
  /** Began before the time that is shown, and reached into it. */
  before: number;
  ahead: { count: number; first: string | null };
  today: string;
  /** More bars than fit would have been needed for what was asked for. */
  tooFine: By | null;
}

/** Years first: they tell how long a time it is, and how many meetings are of no date at all. */
export async function loadChart(filters: Filters, asked: By | null, most: number, signal: AbortSignal): Promise<Chart> {
  const now = today();
  const [years, ahead] = await Promise.all([periodsOf(filters, "year", signal), planned(filters, now, signal)]);
  const from = filters.from ? firstDay(filters.from) : years.whole.first;
  const to = filters.to ? lastDay(filters.to) : years.whole.last;
  const rest = { whole: years.whole, undated: years.inexact.count, ahead, today: now };
  if (!from || !to) return { ...rest, by: "year", step: 1, bars: [], inexact: 0, before: 0, tooFine: null };
  const wanted = asked ?? automatic(from, to);
  const { by, step } = fitting(wanted, from, to, most);
  const found = by === "year" ? years : await periodsOf(filters, by, signal);
  return {
    ...rest,
    by,
    step,
    ...bars(found, by, step, filters),
    inexact: found.inexact.count - years.inexact.count,
    tooFine: by === wanted ? null : wanted,
  };
}

const periodsOf = (filters: Filters, by: By, signal: AbortSignal) =>
  get<PeriodsOut>("v1/stats/by-period", { ...asked(filters), by, limit: 1000 }, signal);

/** What is not yet, of what the filters mean. */
async function planned(filters: Filters, now: string, signal: AbortSignal): Promise<Chart["ahead"]> {
  const status = PLANS.filter((one) => !filters.status.length || filters.status.includes(one));
  const from = filters.from && firstDay(filters.from) > now ? filters.from : now;
  if (!status.length || (filters.to && lastDay(filters.to) < now)) return { count: 0, first: null };
  const { whole } = await get<PeriodsOut>("v1/stats/by-period", { ...asked({ ...filters, status, from }), by: "year", limit: 1 }, signal);
  return { count: whole.count, first: whole.first };
}

function bars({ items }: PeriodsOut, by: By, step: number, filters: Filters): { bars: Bar[]; before: number } {
  const first = filters.from ?? items[0]?.period;
  const last = filters.to ?? items.at(-1)?.period;
  if (!first || !last) return { bars: [], before: 0 };
  const found: Bar[] = columns(by, firstDay(first), lastDay(last), step).map((one) => ({ ...one, count: 0, byStatus: {} }));
  let before = 0;
  for (const bucket of items) {
    const at = Math.floor((ordinal(by, bucket.period as string) - ordinal(by, first)) / step);
    const bar = found[at];
    if (bar) add(bar, bucket);
    else before += bucket.count;
  }
  return { bars: found, before };
}

function add(bar: Bar, bucket: Bucket): void {
  bar.count += bucket.count;
  for (const [status, count] of Object.entries(bucket.by_status) as [Status, number][]) {
    bar.byStatus[status] = (bar.byStatus[status] ?? 0) + count;
  }
}
