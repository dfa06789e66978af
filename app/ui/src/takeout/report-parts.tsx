import type { ComponentChildren } from "preact";

import { Clamped } from "../shared/clamped";
import { useArrival, useTitle } from "../shared/arrival";
import { STATUS, CHANNEL, LEVEL, day, share } from "../shared/words";
import { useNamed } from "../search/names";
import { link, NO_FILTERS, type Filters } from "../state/address";

const NOW = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

interface Props {
  kind: string;
  title: string;
  /** Where the reader goes on. */
  back: { href: string; words: string };
  /** Those that this report heeds. */
  filters: Partial<Filters>;
  children: ComponentChildren;
}

/** The frame of each report: what it is, when it was made and of what. */
export function Report({ kind, title, back, filters, children }: Props) {
  useArrival();
  useTitle(`${kind}: ${title}`);
  const host = useNamed(filters.host ?? null);
  const set = said(filters, host.data?.name ?? filters.host);
  return (
    <article class="report">
      <p class="row no-print">
        <button type="button" class="primary" onClick={() => print()}>
          Print
        </button>
        <a href={back.href}>{back.words}</a>
        {set.length > 0 && <a href={link({ filters: NO_FILTERS })}>Report without filters</a>}
      </p>
      <header>
        <p class="report-kind">{kind}</p>
        <h1>
          <Clamped text={title} />
        </h1>
        <p class="faint">
          Made on {NOW.format(new Date())} with Chancery from the articles that are stored there.{" "}
          {set.length === 0 && "No filter is set: all that is known today."}
        </p>
        {set.length > 0 && (
          <p>
            Filters:{" "}
            {set.map(([name, value], at) => (
              <>
                {at > 0 && "; "}
                {name} <bdi>{value}</bdi>
              </>
            ))}
            .
          </p>
        )}
      </header>
      {children}
    </article>
  );
}

function said(filters: Partial<Filters>, host: string | null | undefined): [string, string][] {
  const { party, place, from, to, status, channel, level, source, confidence, inferred, as_of } = filters;
  const all: [string, string | null | undefined][] = [
    ["as the articles told it up to", as_of && day(as_of)],
    ["from", from && day(from)],
    ["to", to && day(to)],
    ["place", place],
    ["party", party],
    ["host", host],
    ["status", status?.map((one) => STATUS[one] ?? one).join(", ")],
    ["channel", channel && (CHANNEL[channel] ?? channel)],
    ["level", level && (LEVEL[level] ?? level)],
    ["source", source],
    ["sure at least", confidence ? share(confidence) : null],
    ["holders of offices that other articles name", inferred === false ? "left out" : null],
  ];
  return all.filter((one): one is [string, string] => Boolean(one[1]));
}

/** An address outside, as a link where it is one of the web; any other is only text. */
export function Url({ url }: { url: string | null }) {
  if (!url) return null;
  if (!/^https?:\/\//i.test(url)) return <bdi class="report-url">{url}</bdi>;
  return (
    <a class="report-url" href={url} target="_blank" rel="noopener noreferrer">
      <bdi>{url}</bdi>
    </a>
  );
}

/** Words as they stand in the article. */
export function Words({ quotes }: { quotes: readonly string[] }) {
  return (
    <>
      {[...new Set(quotes)].map((one) => (
        <blockquote class="quote">
          <p>
            <bdi>{one}</bdi>
          </p>
        </blockquote>
      ))}
    </>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
