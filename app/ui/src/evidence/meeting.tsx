import { useState } from "preact/hooks";

import { segment } from "../api/client";
import type { Evidence, MeetingDetail, ParticipantView, ReportView } from "../api/types";
import { Clamped } from "../shared/clamped";
import { ActorLink, Failure, Loading, StatusMark } from "../shared/parts";
import { CHANNEL, count, day, LEVEL, number, ROLE, where } from "../shared/words";
import { link, type State } from "../state/address";
import { ReportLink } from "../takeout/report-link";
import { Account } from "./account";
import { useAnswer } from "./asking";
import { knowledge } from "../shared/asking";
import { Behind, SourceOf, Sources, sourceOf, When, WordsOf } from "./parts";
import { Reasons } from "./reasons";
import { Conflicts, History } from "./told";

const AT_ONCE = 5;

/** A meeting with all that is behind it. */
export function MeetingEvidence({ state, id }: { state: State; id: string }) {
  const { data, error, loading, again } = useAnswer<MeetingDetail>(`v1/meetings/${segment(id)}`, knowledge(state.filters));
  if (error) return <Failure error={error} again={again} />;
  if (!data) return loading ? <Loading what="Loading the evidence" /> : null;
  return <Meeting meeting={data} />;
}

function Meeting({ meeting }: { meeting: MeetingDetail }) {
  const accounts = new Map(meeting.accounts.map((one) => [one.id, one]));
  const place = where(meeting.place);
  return (
    <>
      <h2>
        <Clamped text={meeting.title} />
      </h2>
      <p class="row">
        <StatusMark status={meeting.status} />
        <span>{CHANNEL[meeting.channel]}</span>
        <span>{LEVEL[meeting.level]}</span>
        <span>{meeting.format}</span>
        <ReportLink of={`meeting:${meeting.id}`} />
      </p>
      <dl class="attributes">
        <div>
          <dt>When</dt>
          <dd>
            <When date={meeting.date} />
            <Said what="On whose word" accounts={meeting.accounts} of={(report) => report.date_evidence} />
          </dd>
        </div>
        <div>
          <dt>Where</dt>
          <dd>
            {place ? <Clamped text={place} /> : "not told"}
            <Said what="On whose word" accounts={meeting.accounts} of={(report) => report.place_evidence} />
          </dd>
        </div>
        {meeting.topics.length > 0 && (
          <div>
            <dt>About</dt>
            <dd>
              <Clamped text={meeting.topics.join(", ")} />
            </dd>
          </div>
        )}
      </dl>
      <Participants meeting={meeting} />
      <Conflicts conflicts={meeting.conflicts} accounts={accounts} />
      <Accounts reports={meeting.accounts} />
      <History steps={meeting.history} accounts={accounts} />
      <Reasons meeting={meeting} />
    </>
  );
}

/** Which words of which article an attribute rests on. */
function Said({ what, accounts, of }: { what: string; accounts: ReportView[]; of: (report: ReportView) => Evidence | null }) {
  const saying = accounts.flatMap((report) => {
    const evidence = of(report);
    return evidence ? [{ report, evidence }] : [];
  });
  if (saying.length === 0) return null;
  return (
    <Behind words={`${what} (${number(saying.length)})`}>
      <ul class="plain">
        {saying.map(({ report, evidence }) => (
          <li key={report.id}>
            <WordsOf evidence={evidence} /> in <SourceOf of={sourceOf(report)} />
          </li>
        ))}
      </ul>
    </Behind>
  );
}

const hostsFirst = (one: ParticipantView, other: ParticipantView): number =>
  Number(other.role === "host") - Number(one.role === "host");

function Participants({ meeting }: { meeting: MeetingDetail }) {
  return (
    <section aria-labelledby="who">
      <h3 id="who">Who took part</h3>
      <ul class="plain">
        {[...meeting.participants].sort(hostsFirst).map((one) => (
          <li key={one.actor.id}>
            <p>
              <ActorLink actor={one.actor} />
              <span class="faint">
                {" "}
                <Clamped text={[one.office, one.party].filter(Boolean).join(", ")} />
              </span>{" "}
              <span class="role">{ROLE[one.role]}</span>
              {one.inferred && <span class="inferred">inferred</span>}{" "}
              <a href={link({ open: `actor:${one.actor.id}` })}>
                Card<span class="hidden-but-said"> of {one.actor.name.slice(0, 200)}</span>
              </a>
            </p>
            {one.inferred && <Inferred one={one} />}
            <Named meeting={meeting} one={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Inferred({ one }: { one: ParticipantView }) {
  const why = one.inference;
  if (!why) return null;
  return (
    <Behind words="No article names the person. Why it is taken to be them">
      <p>
        The articles of this meeting name the office{" "}
        <a href={link({ open: `actor:${why.office.id}` })}>
          <Clamped text={[why.office.name, why.office.party].filter(Boolean).join(", ")} />
        </a>
        . Others show <bdi>{one.actor.name}</bdi> in it from {day(why.first_seen)} to {day(why.last_seen)}:
      </p>
      <Sources sources={why.sources} />
    </Behind>
  );
}

function Named({ meeting, one }: { meeting: MeetingDetail; one: ParticipantView }) {
  const ids = new Set([one.actor.id, one.for_office]);
  const words = (report: ReportView) => report.participants.find((other) => ids.has(other.actor_id))?.evidence ?? null;
  return <Said what="Named in reports" accounts={meeting.accounts} of={words} />;
}

function Accounts({ reports }: { reports: ReportView[] }) {
  const [shown, setShown] = useState(AT_ONCE);
  const left = reports.length - shown;
  return (
    <section aria-labelledby="accounts">
      <h3 id="accounts">What the articles say ({count(reports.length, "report")})</h3>
      <ul class="plain">
        {reports.slice(0, shown).map((report) => (
          <Account key={report.id} report={report} />
        ))}
      </ul>
      {left > 0 && (
        <button type="button" onClick={() => setShown(shown + 20)}>
          Show {number(Math.min(20, left))} more of {number(reports.length)}
        </button>
      )}
    </section>
  );
}
