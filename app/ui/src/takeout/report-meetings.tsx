import { StatusMark } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { CHANNEL, number, when, where } from "../shared/words";
import { SourceLine } from "./report-account";
import { Words } from "./report-parts";
import type { Told, ToldMeeting } from "./told";

/** Meetings through time, each with what the articles say of it. */
export function MeetingsTold({ told, total, of = "" }: { told: Told; total: number | null; of?: string }) {
  const { meetings, more } = told;
  return (
    <section>
      <h2>Meetings through time</h2>
      <p>
        {more
          ? `The latest ${number(meetings.length)} of ${total === null ? "more" : number(total)} meetings${of}. Set dates to print the others.`
          : `All ${number(meetings.length)} meetings${of}, the latest first.`}
      </p>
      {meetings.map((one) => (
        <Entry key={one.id} meeting={one} />
      ))}
    </section>
  );
}

function Entry({ meeting }: { meeting: ToldMeeting }) {
  const place = where(meeting.place);
  return (
    <section class="report-entry">
      <h3>
        {when(meeting.date)}
        {place && (
          <>
            , <Clamped text={place} />
          </>
        )}{" "}
        <StatusMark status={meeting.status} />
      </h3>
      <p>
        {meeting.participants.map((one, at) => (
          <>
            {at > 0 && ", "}
            <Clamped text={one.actor.name} />
            {one.party && one.actor.name !== one.party && ` (${one.party}${one.role === "host" ? ", host" : ""}${one.inferred ? ", inferred" : ""})`}
          </>
        ))}
        ; {CHANNEL[meeting.channel]}
      </p>
      {meeting.accounts.map((one) => (
        <div key={one.id} class="report-account">
          <Words quotes={one.evidence.map((piece) => piece.quote)} />
          <SourceLine account={one} />
        </div>
      ))}
    </section>
  );
}
