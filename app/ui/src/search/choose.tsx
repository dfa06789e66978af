import type { ActorRef } from "../api/types";
import { ActorSaid } from "./actor-said";

/** Who of several is meant. */
export function Choose({ name, candidates, choose }: { name: string; candidates: ActorRef[]; choose: (one: ActorRef) => void }) {
  return (
    <div role="group" aria-label="Who is meant" class="unclear">
      <p role="alert">
        {candidates.length > 1 ? "Several go by the name" : "Nobody has just the name"} <bdi>{name}</bdi>. Who is meant?
      </p>
      <ul class="candidates">
        {candidates.map((one) => (
          <li key={one.id}>
            <button type="button" onClick={() => choose(one)}>
              <ActorSaid actor={one} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
