import type { Channel, ConflictView, HistoryStep, ReportView, Status } from "../api/types";
import { Quote, StatusMark } from "../shared/parts";
import { CHANNEL, day, STATUS, when } from "../shared/words";
import { SourceOf, sourceOf, WordsOf } from "./parts";

/** The sentence of a report in which the words are, or its first one. */
function sentence(report: ReportView, words: { start: number; end: number } | null) {
  return report.evidence.find((one) => words && one.start <= words.start && words.end <= one.end) ?? report.evidence[0] ?? null;
}

/** What became of a meeting, in the order in which it was told. */
export function History({ steps, accounts }: { steps: HistoryStep[]; accounts: Map<string, ReportView> }) {
  return (
    <section aria-labelledby="history">
      <h3 id="history">What became of it</h3>
      <ol class="history">
        {steps.map((step) => {
          const report = accounts.get(step.report_id);
          const said = report ? sentence(report, step.evidence) : step.evidence;
          return (
            <li key={step.report_id}>
              <p>
                <StatusMark status={step.status} />{" "}
                <span>{step.published ? `told on ${day(step.published)}` : "told on an unknown day"}</span>
                {step.date.start && <span class="faint"> of {when(step.date)}</span>}
                {step.evidence && (
                  <>
                    {" "}
                    by <WordsOf evidence={step.evidence} />
                  </>
                )}
              </p>
              {report && (
                <p>
                  <SourceOf of={sourceOf(report)} />
                </p>
              )}
              {said && <Quote evidence={said} />}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const ABOUT: Record<string, string> = {
  place: "where it was",
  date: "when it was",
  status: "what became of it",
  channel: "how they spoke",
  participants: "who took part",
};

function said(about: string, value: string): string {
  if (about === "status") return STATUS[value as Status] ?? value;
  if (about === "channel") return CHANNEL[value as Channel] ?? value;
  // One day, or the first and the last of several with a slash.
  return about === "date" ? value.split("/").map(day).join(" – ") : value;
}

/** Which words of a report speak of what is disputed. */
function speaking(about: string, report: ReportView) {
  if (about === "place") return report.place_evidence;
  if (about === "date") return report.date_evidence;
  return about === "status" ? report.status_evidence : null;
}

/** What the accounts cannot all be right about, and who says what. */
export function Conflicts({ conflicts, accounts }: { conflicts: ConflictView[]; accounts: Map<string, ReportView> }) {
  if (conflicts.length === 0) return null;
  return (
    <section aria-labelledby="conflicts" class="conflicts">
      <h3 id="conflicts">The accounts differ</h3>
      {conflicts.map((conflict) => (
        <div key={conflict.about}>
          <h4>About {ABOUT[conflict.about] ?? conflict.about}</h4>
          <ul class="plain">
            {conflict.voices.map((voice) => (
              <li key={voice.value}>
                <p>
                  <strong>
                    <bdi>{said(conflict.about, voice.value)}</bdi>
                  </strong>
                  , says
                </p>
                {voice.reports.map((id) => {
                  const report = accounts.get(id);
                  const quote = report && sentence(report, speaking(conflict.about, report));
                  return (
                    report && (
                      <div key={id}>
                        <SourceOf of={sourceOf(report)} />
                        {quote && <Quote evidence={quote} />}
                      </div>
                    )
                  );
                })}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
