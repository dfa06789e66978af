import type { ActorRef } from "../api/types";
import { about } from "../shared/words";

const KINDS = { person: "", office: "office", country: "country", organization: "organization" };

/** Who that is, where a link would be in the way. */
export function ActorSaid({ actor }: { actor: ActorRef }) {
  const said = [KINDS[actor.kind], about(actor)].filter(Boolean).join(", ");
  return (
    <span>
      <bdi title={actor.name}>{actor.name}</bdi>
      {said && (
        <span class="faint">
          {" "}
          <bdi>{said}</bdi>
        </span>
      )}
    </span>
  );
}
