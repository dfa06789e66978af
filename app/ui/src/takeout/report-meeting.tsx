import { get, segment } from "../api/client";
import type { ConflictView, MeetingDetail, ParticipantView, ReportView } from "../api/types";
import { useLoaded } from "../api/use";
import { Failure, Loading, StatusMark } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { CHANNEL, count, day, LEVEL, number, ROLE, when, where } from "../shared/words";
import { type Filters, link } from "../state/address";
import { Account } from "./report-account";
import { Fact, Report, Url } from "./report-parts";
import { knowledge } from "../shared/asking";

export function MeetingReport({ id, filters }: { id: string; filters: Filters }) {
  const query = knowledge(filters);
  const { data, error, again } = useLoaded(JSON.stringify([id, query]), (signal) =>
    get<MeetingDetail>(`v1/meetings/${segment(id)}`, query, signal),
  );
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <Loading what="Writing the report" />;
  const { as_of, inferred } = filters;
  const sentences = new Map(data.accounts.map((one) => [one.id, one.evidence[0]?.quote ?? one.trigger.quote]));
  const back = { href: link({ screen: "results", id: null, open: `meeting:${id}` }), words: "Back to the meeting" };
  return (
    <Report kind="Report of a meeting" title={data.title} back={back} filters={{ as_of, inferred }}>
      <dl class="report-facts">
        <Fact name="Status">
          <StatusMark status={data.status} />
        </Fact>
        <Fact name="When">
          {when(data.date)}
          {data.date.words && (
            <span class="faint">
              {" "}
              “<bdi>{data.date.words}</bdi>”
            </span>
          )}
        </Fact>
        <Fact name="Where">
          <bdi>{where(data.place) ?? "not known"}</bdi>
        </Fact>
        <Fact name="How">
          {CHANNEL[data.channel]}, {data.format}, {LEVEL[data.level]}
        </Fact>
        {data.topics.length > 0 && (
          <Fact name="About">
            <bdi>{data.topics.join(", ")}</bdi>
          </Fact>
        )}
      </dl>
      <h2>Participants</h2>
      <Participants all={data.participants} />
      <h2>What became of it</h2>
      <ol class="report-history">
        {data.history.map((step) => (
          <li key={step.report_id}>
            {day(step.published)}: <StatusMark status={step.status} /> ({when(step.date)})
            {sentences.has(step.report_id) && (
              <>
                {" "}
                “<bdi>{sentences.get(step.report_id)}</bdi>”
              </>
            )}{" "}
            <Url url={step.url} />
          </li>
        ))}
      </ol>
      {data.conflicts.length > 0 && <Conflicts all={data.conflicts} accounts={data.accounts} />}
      <h2>Sources: {count(data.accounts.length, "report")}</h2>
      {data.accounts.map((one) => (
        <Account key={one.id} account={one} />
      ))}
    </Report>
  );
}

function Participants({ all }: { all: readonly ParticipantView[] }) {
  return (
    <div class="report-table" tabIndex={0} role="region" aria-label="Participants">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Office</th>
            <th scope="col">For</th>
            <th scope="col">Reports</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <tr key={one.actor.id}>
              <th scope="row">
                <Clamped text={one.actor.name} />
                {one.inferred && <span class="faint"> (inferred: the articles name only the office)</span>}
              </th>
              <td>{ROLE[one.role]}</td>
              <td>
                <bdi>{one.office ?? "–"}</bdi>
              </td>
              <td>
                <bdi>{one.party ?? "–"}</bdi>
              </td>
              <td>{number(one.reports)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Conflicts({ all, accounts }: { all: readonly ConflictView[]; accounts: readonly ReportView[] }) {
  const of = new Map(accounts.map((one) => [one.id, one.article_title ?? one.url ?? one.article_id]));
  return (
    <>
      <h2>Where the reports cannot all be right</h2>
      <ul>
        {all.map((conflict) => (
          <li>
            {conflict.about}:
            <ul>
              {conflict.voices.map((voice) => (
                <li>
                  <bdi>{voice.value}</bdi> by <bdi>{voice.reports.map((one) => of.get(one) ?? one).join("; ")}</bdi>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </>
  );
}
