import type { Evidence, ReportView } from "../api/types";
import { day, share, STATUS, when, where } from "../shared/words";
import { link } from "../state/address";
import { Url, Words } from "./report-parts";

/** The article: title, publication, day and address. */
export function SourceLine({ account }: { account: ReportView }) {
  const { article_title, article_source, published, url, article_id } = account;
  return (
    <p class="report-source">
      <cite>
        <bdi>{article_title ?? "Untitled article"}</bdi>
      </cite>
      {article_source && (
        <>
          , <bdi>{article_source}</bdi>
        </>
      )}
      , {published ? day(published) : "no day given"}. <Url url={url} />{" "}
      <a class="no-print" href={link({ screen: "article", id: article_id, at: null, open: null })}>
        The article here
      </a>
    </p>
  );
}

/** What one article says of the meeting, with every word that it was read from. */
export function Account({ account }: { account: ReportView }) {
  return (
    <section class="report-account">
      <SourceLine account={account} />
      <Words quotes={account.evidence.map((one) => one.quote)} />
      <dl class="report-words">
        <Read name="Meeting" said={STATUS[account.status]} from={[account.trigger, account.status_evidence]} />
        <Read name="When" said={when(account.date)} from={[account.date_evidence]} />
        <Read name="Where" said={where(account.place) ?? "not said"} from={[account.place_evidence]} />
        {account.participants.map((one) => (
          <Read key={one.actor_id} name={one.role === "participant" ? "With" : one.role} said={[one.name, one.office, one.party].filter(Boolean).join(", ")} from={[one.evidence]} />
        ))}
        <div>
          <dt>Sure</dt>
          <dd>
            {share(account.confidence)} of the meeting, {share(account.certainty.status)} of its status, {share(account.certainty.date)} of the date,{" "}
            {share(account.certainty.place)} of the place
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Read({ name, said, from }: { name: string; said: string; from: readonly (Evidence | null)[] }) {
  const words = [...new Set(from.filter((one) => one !== null).map((one) => one.quote))];
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <bdi>{said}</bdi>
        {words.length > 0 && (
          <span class="faint">
            {" "}
            by{" "}
            {words.map((one, at) => (
              <>
                {at > 0 && ", "}“<bdi>{one}</bdi>”
              </>
            ))}
          </span>
        )}
      </dd>
    </div>
  );
}
