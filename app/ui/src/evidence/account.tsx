import type { ComponentChildren } from "preact";

import type { Attribute, Evidence, ReportedParticipant, ReportView } from "../api/types";
import { JudgeReport } from "../correct/correct";
import { Clamped } from "../shared/clamped";
import { Quote, StatusMark } from "../shared/parts";
import { CHANNEL, LEVEL, ROLE, when, where } from "../shared/words";
import { link } from "../state/address";
import { Behind, SourceOf, sourceOf, WordsOf } from "./parts";
import { sure } from "./sure";

/** How an article named who took part, where it was not by name. */
const VIA: Record<string, string> = {
  name: "",
  office: "by office",
  counterpart: "as somebody's counterpart",
  metonym: "by a capital or a seat",
  group: "in a group",
  pronoun: "by a pronoun",
  country: "by country",
};

interface Read {
  name: string;
  value: ComponentChildren;
  words: Evidence | null;
  confidence: number | null;
  judged?: Attribute;
}

function read(report: ReportView): Read[] {
  const { certainty } = report;
  return [
    { name: "Meeting", value: "a meeting is told of", words: report.trigger, confidence: report.confidence },
    { name: "Status", value: <Outcome report={report} />, words: report.status_evidence, confidence: certainty.status, judged: "status" },
    { name: "Date", value: when(report.date), words: report.date_evidence, confidence: report.date.start ? certainty.date : null, judged: "date" },
    {
      name: "Place",
      value: report.place ? <Clamped text={where(report.place) ?? ""} /> : "unknown",
      words: report.place_evidence,
      confidence: report.place ? certainty.place : null,
      judged: "place",
    },
    { name: "Channel", value: CHANNEL[report.channel], words: null, confidence: null, judged: "channel" },
    { name: "Level", value: LEVEL[report.level], words: null, confidence: null },
  ];
}

function Outcome({ report }: { report: ReportView }) {
  const by = report.status_by;
  const known = report.participants.find((one) => one.actor_id === by);
  return (
    <>
      <StatusMark status={report.status} />
      {by && (
        <>
          {" "}
          by{" "}
          <a href={link({ open: `actor:${by}` })}>
            <Clamped text={known ? called(known) : by} />
          </a>
        </>
      )}
    </>
  );
}

/** Whoever took part, by name or else by office and side. */
export const called = (one: ReportedParticipant): string =>
  one.name ?? ([one.office, one.party].filter(Boolean).join(", ") || one.kind);

function Participant({ one }: { one: ReportedParticipant }) {
  return (
    <li>
      <a href={link({ open: `actor:${one.actor_id}` })}>
        <Clamped text={called(one)} />
      </a>
      , {ROLE[one.role]}
      {VIA[one.via] && <span class="faint">, named {VIA[one.via]}</span>}: <WordsOf evidence={one.evidence} />{" "}
      <span class="faint">({sure(one.confidence)})</span>
    </li>
  );
}

/** A meeting as one article tells it: its sentences, and what was read from which of its words, how surely. */
export function Account({ report }: { report: ReportView }) {
  return (
    <li class="card account" data-report={report.id}>
      <p>
        <SourceOf of={sourceOf(report)} />
      </p>
      {report.evidence.map((one) => (
        <Quote key={one.start} evidence={one} />
      ))}
      <JudgeReport report={report} />
      <Behind words={`What was read from it (${sure(report.confidence)})`}>
        <dl class="attributes">
          {read(report).map(({ name, value, words, confidence, judged }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {value}
                {words && (
                  <>
                    {": "}
                    <WordsOf evidence={words} />
                  </>
                )}
                {confidence !== null && <span class="faint"> ({sure(confidence)})</span>}
                {judged && <JudgeReport report={report} attribute={judged} />}
              </dd>
            </div>
          ))}
          <div>
            <dt>Took part</dt>
            <dd>
              <ul class="plain">
                {report.participants.map((one, at) => (
                  <Participant key={at} one={one} />
                ))}
              </ul>
              <JudgeReport report={report} attribute="participant" />
            </dd>
          </div>
        </dl>
      </Behind>
    </li>
  );
}
