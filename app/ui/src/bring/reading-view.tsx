import { useId, useMemo, useRef, useState } from "preact/hooks";

import { Legend } from "../shared/kinds";
import { Empty, StatusMark } from "../shared/parts";
import { CHANNEL, ROLE, count, share, when, where } from "../shared/words";
import { link } from "../state/address";
import { Marked } from "./marked";
import type { Claim, Participant, Reading } from "./reading";

/** The text with what was read in it, and beside it the meetings; one that is looked at stands out in the text. */
export function ReadingView({ reading, stored }: { reading: Reading; stored: boolean }) {
  const [active, setActive] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const spans = useMemo(() => reading.claims.flatMap((one) => one.spans), [reading]);

  function show(claim: Claim) {
    setActive(claim.id);
    const marks = [...(box.current?.querySelectorAll<HTMLElement>("mark[data-of]") ?? [])];
    marks.find((one) => one.dataset.of?.split(" ").includes(claim.id))?.scrollIntoView({ block: "nearest" });
  }

  return (
    <div class="reading">
      {reading.text === null ? (
        <p class="faint">This service keeps the quotes alone, not the text.</p>
      ) : (
        <div>
          <Legend />
          <div class="reading-text" ref={box} tabIndex={0} role="region" aria-label="The text as it was read">
            <Marked text={reading.text} spans={spans} active={active} />
          </div>
        </div>
      )}
      <section aria-label="Meetings read">
        {reading.claims.length === 0 ? (
          <Empty title="No meeting was read in this text.">
            <p>It can be stored all the same: {count(reading.actors, "actor")} in it can then be searched for.</p>
          </Empty>
        ) : (
          <ol class="claims">
            {reading.claims.map((claim) => (
              <ClaimCard claim={claim} stored={stored} look={setActive} show={reading.text === null ? null : () => show(claim)} />
            ))}
          </ol>
        )}
      </section>
    </div>
  );
}

function ClaimCard(props: { claim: Claim; stored: boolean; look: (id: string | null) => void; show: (() => void) | null }) {
  const { claim, stored, look, show } = props;
  const title = useId();
  return (
    <li
      class="claim"
      onMouseEnter={() => look(claim.id)}
      onMouseLeave={() => look(null)}
      onFocusIn={() => look(claim.id)}
      onFocusOut={() => look(null)}
    >
      <h3 id={title}>
        {claim.participants.map((one, nth) => (
          <>
            {nth > 0 && ", "}
            <bdi>{called(one)}</bdi>
          </>
        ))}
      </h3>
      <p>
        <StatusMark status={claim.status} /> {when(claim.date)} · <bdi>{where(claim.place) ?? "place unknown"}</bdi> ·{" "}
        {CHANNEL[claim.channel]}
        {claim.status_by && (
          <>
            {" "}
            · on the word of <bdi>{claim.status_by}</bdi>
          </>
        )}
      </p>
      {claim.date.start === null && claim.date.words && (
        <p class="faint">
          The text says “<bdi>{claim.date.words}</bdi>”; without a day of publication nobody can tell when that is.
        </p>
      )}
      <ul>
        {claim.participants.map((one) => (
          <li>
            <bdi>{[called(one), one.name ? one.office : null, one.party].filter(Boolean).join(", ")}</bdi>{" "}
            <span class="faint">
              {ROLE[one.role]} · {share(one.confidence)} sure
            </span>
          </li>
        ))}
      </ul>
      {claim.quotes.map((quote) => (
        <blockquote class="quote">
          <bdi>{quote}</bdi>
        </blockquote>
      ))}
      <p class="faint">
        {share(claim.confidence)} sure of the meeting; of what became of it {share(claim.certainty.status)}, the date{" "}
        {share(claim.certainty.date)}, the place {share(claim.certainty.place)}
      </p>
      <p class="row no-print">
        {show && (
          <button type="button" aria-describedby={title} onClick={show}>
            Show in the text
          </button>
        )}
        {stored && claim.meeting && (
          <a href={link({ open: `meeting:${claim.meeting}` })} aria-describedby={title}>
            Open the meeting
          </a>
        )}
      </p>
    </li>
  );
}

const called = (one: Participant): string => one.name ?? one.office ?? one.party ?? "somebody";
