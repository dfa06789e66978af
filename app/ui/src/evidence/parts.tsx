import type { ComponentChildren } from "preact";

import type { DateView, Evidence, MeetingBrief, MeetingView, ReportView, Source } from "../api/types";
import { Clamped } from "../shared/clamped";
import { Failure, Loading, Quote, StatusMark } from "../shared/parts";
import { CHANNEL, day, when, where } from "../shared/words";
import { link } from "../state/address";
import type { Pages } from "./asking";
import "./evidence.css";

/** A few words of an article, with the way to their place in it. */
export function WordsOf({ evidence }: { evidence: Pick<Evidence, "article_id" | "start" | "end" | "quote"> }) {
  return (
    <a
      class="words-of"
      href={link({ screen: "article", id: evidence.article_id, at: `${evidence.start}-${evidence.end}`, open: null })}
      title="Read it in the article"
    >
      “<Clamped text={evidence.quote} />”
    </a>
  );
}

/** An article as a source: its title, and the day on which it was published. */
export function SourceOf({ of }: { of: { article_id: string; title: string | null; published: string | null; at?: string } }) {
  return (
    <>
      <a href={link({ screen: "article", id: of.article_id, at: of.at ?? null, open: null })}>
        <Clamped text={of.title || "Untitled article"} />
      </a>{" "}
      <span class="faint">{of.published ? day(of.published) : "day of publication unknown"}</span>
    </>
  );
}

export const sourceOf = (report: ReportView) => ({
  article_id: report.article_id,
  title: report.article_title,
  published: report.published,
  at: report.id,
});

/** Articles that show something, each with the first words that do. */
export function Sources({ sources }: { sources: Source[] }) {
  return (
    <ul class="plain">
      {sources.map((source) => (
        <li key={source.article_id}>
          {source.spans[0] ? <WordsOf evidence={source.spans[0]} /> : <SourceOf of={{ ...source, title: "Named, in no words of its own" }} />}{" "}
          {source.spans[0] && <span class="faint">{source.published ? day(source.published) : "undated article"}</span>}
        </li>
      ))}
    </ul>
  );
}

/** What is behind something, shown when asked for. */
export function Behind({ words, children }: { words: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="behind">
      <summary>{words}</summary>
      {children}
    </details>
  );
}

/** "31 Aug 2023", and which words of an article say so. */
export function When({ date }: { date: DateView }) {
  return (
    <>
      {when(date)}
      {date.words && (
        <span class="faint">
          {" "}
          (<Clamped text={`“${date.words}”`} />
          {date.basis === "relative" && ", counted from the day of publication"}
          {date.basis === "publication" && ", taken from the day of publication"})
        </span>
      )}
    </>
  );
}

/** A meeting in a list, with its first sentence. */
export function MeetingLine({ meeting }: { meeting: MeetingBrief | MeetingView }) {
  const first = meeting.evidence[0];
  const circumstances = [where(meeting.place), meeting.channel === "unknown" ? null : CHANNEL[meeting.channel]].filter(Boolean).join(" · ");
  return (
    <li class="meeting-line" data-meeting={meeting.id}>
      <p>
        <StatusMark status={meeting.status} /> <span>{when(meeting.date)}</span>
        {circumstances && (
          <span class="faint">
            {" · "}
            <Clamped text={circumstances} />
          </span>
        )}
      </p>
      <p>
        <a href={link({ open: `meeting:${meeting.id}` })}>
          <Clamped text={meeting.title} />
        </a>
      </p>
      {first && <Quote evidence={first} />}
    </li>
  );
}

/** What follows a list that goes on. */
export function More<T>({ pages, what = "more" }: { pages: Pages<T>; what?: string }) {
  return (
    <>
      {pages.error && <Failure error={pages.error} {...(pages.more ? { again: pages.more } : {})} />}
      {pages.loading && <Loading />}
      {pages.more && !pages.loading && !pages.error && (
        <button type="button" onClick={pages.more}>
          Show {what}
        </button>
      )}
    </>
  );
}
