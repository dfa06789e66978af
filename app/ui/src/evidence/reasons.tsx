import { JudgeSame } from "../correct/correct";
import type { MeetingDetail, ReportView, Tie } from "../api/types";
import { link } from "../state/address";
import { Clamped } from "../shared/clamped";
import { SourceOf, sourceOf } from "./parts";
import { tied, weight } from "./sure";

/** What speaks for and against two things being one, each with what it counts for. */
export function Grounds({ tie }: { tie: Tie }) {
  return (
    <>
      <p>
        {tied(tie)}
        {tie.judgement && <strong> (decided by a judgement)</strong>}
      </p>
      <ul class="grounds">
        {tie.reasons.map((reason, at) => (
          <li key={at}>
            <span class="weight">{weight(reason)}</span> <Clamped text={reason.words} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Named({ id, accounts }: { id: string; accounts: Map<string, ReportView> }) {
  const report = accounts.get(id);
  return report ? <SourceOf of={sourceOf(report)} /> : <span>another report</span>;
}

/** Why the reports of a meeting are of one, and which meetings were looked at and kept apart. */
export function Reasons({ meeting }: { meeting: MeetingDetail }) {
  const accounts = new Map(meeting.accounts.map((one) => [one.id, one]));
  return (
    <>
      {meeting.joined.length > 0 && (
        <section aria-labelledby="why-one">
          <h3 id="why-one">Why these reports are of one meeting</h3>
          <ul class="plain">
            {meeting.joined.map((tie) => (
              <li key={`${tie.a} ${tie.b}`} class="card">
                <p>
                  <Named id={tie.a} accounts={accounts} /> and <Named id={tie.b} accounts={accounts} />:
                </p>
                <Grounds tie={tie} />
                <JudgeSame subject="meetings" a={tie.a} b={tie.b} tie={tie} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {meeting.apart.length > 0 && (
        <section aria-labelledby="kept-apart">
          <h3 id="kept-apart">Looked at, and kept apart</h3>
          <ul class="plain">
            {meeting.apart.map((other) => (
              <li key={other.id} class="card">
                <p>
                  <a href={link({ open: `meeting:${other.id}` })}>
                    <Clamped text={other.title} />
                  </a>
                </p>
                <Grounds tie={other.tie} />
                <JudgeSame subject="meetings" a={other.tie.a} b={other.tie.b} tie={other.tie} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
