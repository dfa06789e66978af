import { useRef, useState } from "preact/hooks";

import type { Attribute, Judgement, ReportView, Ruling, Tie } from "../api/types";
import { useLoaded } from "../api/use";
import { useJudged } from "./known";
import { pageOf } from "./paging";
import { Refused } from "./refused";
import { ReportForm } from "./report-form";
import { Standing } from "./standing";
import { useJudge } from "./use-judge";
import { WhyForm } from "./why-form";
import { ATTRIBUTE, ruling } from "./words";
import "./correct.css";

/** Right or wrong: a report, or one attribute of it. */
export function JudgeReport({ report, attribute }: { report: ReportView; attribute?: Attribute }) {
  const judging = useJudge();
  const [form, setForm] = useState<"right" | "wrong" | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const all = useJudged(report).data ?? [];
  const judged = attribute ? all.filter((one) => one.attribute === attribute) : all;
  const what = attribute ? `the ${ATTRIBUTE[attribute]}`.replace("the who", "who") : "the report";
  // Of several people one can be judged right and another wrong.
  const open = attribute === "participant" || !all.some((one) => one.attribute === (attribute ?? null));

  function press(event: Event, verdict: "right" | "wrong") {
    judging.forget();
    opener.current = event.currentTarget as HTMLElement;
    if (verdict === "right" && attribute !== "participant") {
      const said = ruling({ verdict, attribute: attribute ?? null, value: null });
      void judging.judge({ verdict, report: report.id, attribute: attribute ?? null }, "", said);
    } else setForm(verdict);
  }

  return (
    <span class="judge">
      {judged.map((one) => (
        <Standing key={one.id} one={one} />
      ))}
      {open && (
        <span class="judge-buttons" role="group" aria-label={`Judge ${what}`}>
          <button type="button" class="small" disabled={judging.busy} aria-label={`Right: ${what}`} onClick={(event) => press(event, "right")}>
            Right
          </button>
          <button type="button" class="small" aria-expanded={form === "wrong"} disabled={judging.busy} aria-label={`Wrong: ${what}`} onClick={(event) => press(event, "wrong")}>
            Wrong
          </button>
        </span>
      )}
      {form ? (
        <ReportForm
          key={form}
          report={report}
          verdict={form}
          attribute={attribute}
          judging={judging}
          close={() => {
            setForm(null);
            judging.forget();
            opener.current?.focus();
          }}
        />
      ) : (
        <Refused judging={judging} />
      )}
    </span>
  );
}

/** The same or not: two names of actors, or two reports of meetings. */
export function JudgeSame({ subject, a, b, tie }: { subject: "actors" | "meetings"; a: string; b: string; tie?: Tie }) {
  const judging = useJudge();
  const [form, setForm] = useState<Extract<Ruling, "same" | "not_same"> | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const id = tie?.judgement ?? null;
  // Asked for in a list: one that was withdrawn meanwhile is no error.
  const judged = useLoaded(id && `judgement ${id}`, async (signal) => {
    const about = await pageOf<Judgement>("v1/judgements", { subject, about: [a, b], limit: 100 }, null, signal);
    return about.items.find((one) => one.id === id) ?? null;
  }).data;
  const what = subject === "actors" ? "these two names" : "these two reports";
  if (id) return judged?.id === id ? <Standing one={judged} /> : null;

  const button = (verdict: "same" | "not_same", words: string) => (
    <button
      type="button"
      class="small"
      aria-expanded={form === verdict}
      aria-label={`${words}: ${what}`}
      onClick={(event) => {
        opener.current = event.currentTarget;
        judging.forget();
        setForm(verdict);
      }}
    >
      {words}
    </button>
  );
  const close = () => {
    setForm(null);
    judging.forget();
    opener.current?.focus();
  };
  return (
    <span class="judge">
      <span class="judge-buttons" role="group" aria-label={`Judge ${what}`}>
        {button("same", "Same")}
        {button("not_same", "Not the same")}
      </span>
      {form && (
        <WhyForm
          key={form}
          words={form === "same" ? "Judge them the same" : "Judge them not the same"}
          judging={judging}
          give={async (why) => {
            if (await judging.judge({ verdict: form, [subject]: [a, b] }, why, ruling({ verdict: form, attribute: null, value: null }))) close();
          }}
          close={close}
        />
      )}
    </span>
  );
}
