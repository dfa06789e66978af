import type { ComponentChildren } from "preact";

import type { ApiError } from "../api/client";
import type { ActorRef, EvidenceView, Status } from "../api/types";
import { link } from "../state/address";
import { signIn } from "../shell/sign-in";
import { Clamped } from "./clamped";
import { STATUS, about } from "./words";

/** Waiting; said to a screen reader as well. */
export function Loading({ what = "Loading" }: { what?: string }) {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> {what}…
    </p>
  );
}

/** What went wrong and what can be done about it. */
export function Failure({ error, again }: { error: ApiError; again?: () => void }) {
  const locked = error.status === 401;
  const forbidden = error.code === "not_allowed";
  return (
    <div class="failure" role="alert">
      <p>
        <strong>{locked ? "Sign in to see this." : forbidden ? "Your key may not do this." : error.passing ? "Not now." : "That did not work."}</strong>{" "}
        <bdi>{error.message}</bdi>
      </p>
      {locked || forbidden ? (
        <button type="button" onClick={signIn}>
          {locked ? "Sign in" : "Use another key"}
        </button>
      ) : (
        again && (
          <button type="button" onClick={again}>
            Try again
          </button>
        )
      )}
    </div>
  );
}

/** Nothing is there, and why. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty" role="status">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

export function StatusMark({ status }: { status: Status }) {
  return <span class={`status status-${status}`}>{STATUS[status]}</span>;
}

/** A name that leads to the actor's page. Names are from articles: isolated, so that no mark in them turns the line. */
export function ActorLink({ actor, more = false }: { actor: ActorRef; more?: boolean }) {
  const said = about(actor);
  return (
    <span class="actor">
      <a href={link({ screen: "actor", id: actor.id, open: null })}>
        <Clamped text={actor.name} />
      </a>
      {more && said && (
        <span class="faint">
          {" "}
          <Clamped text={said} />
        </span>
      )}
    </span>
  );
}

/** A quote with the way to its place in the article. */
export function Quote({ evidence, at }: { evidence: Pick<EvidenceView, "article_id" | "quote" | "start" | "end">; at?: string }) {
  return (
    <blockquote class="quote">
      <p>
        <bdi>{evidence.quote}</bdi>
      </p>
      <a href={link({ screen: "article", id: evidence.article_id, at: at ?? `${evidence.start}-${evidence.end}`, open: null })}>
        Read it in the article
      </a>
    </blockquote>
  );
}
