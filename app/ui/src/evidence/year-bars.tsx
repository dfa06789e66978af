import type { Status } from "../api/types";
import { count, number, STATUS } from "../shared/words";

export interface YearCount {
  /** "2023"; null for those of no known date. */
  year: string | null;
  by_status: Partial<Record<Status, number>>;
}

const ORDER = Object.keys(STATUS) as Status[];

/** How many meetings in each year, by what became of them: bars for the eye, with the figures in words. */
export function YearBars({ years, href }: { years: YearCount[]; href?: (year: string) => string }) {
  const totals = years.map((one) => Object.values(one.by_status).reduce((sum, many) => sum + many, 0));
  const most = Math.max(1, ...totals);
  return (
    <ul class="year-bars">
      {years.map(({ year, by_status }, at) => {
        const parts = ORDER.filter((status) => by_status[status]);
        const total = totals[at] as number;
        return (
          <li key={year}>
            <span class="year">{year === null ? "undated" : href ? <a href={href(year)}>{year}</a> : year}</span>
            <span class="bar" aria-hidden="true">
              {parts.map((status) => (
                <span key={status} class={`part part-${status}`} style={{ width: `${((by_status[status] as number) / most) * 100}%` }} />
              ))}
            </span>
            <span class="figures">
              {count(total, "meeting")}
              <span class="faint"> ({parts.map((status) => `${number(by_status[status] as number)} ${STATUS[status]}`).join(", ")})</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
