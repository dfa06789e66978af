// Whom a name in the address stands for: ids are no names, and a name may be of several.

import { onChange } from "../api/changes";
import { get, segment } from "../api/client";
import type { ActorDetail, ActorRef } from "../api/types";
import { type Loaded, useLoaded } from "../api/use";

const known = new Map<string, ActorRef>();
onChange(() => known.clear());

/** What is known already need not be asked for again. */
export function remember(actor: ActorRef): void {
  known.set(actor.id, actor);
}

async function named(name: string, signal: AbortSignal): Promise<ActorRef> {
  const found = known.get(name) ?? (await get<ActorDetail>(`v1/actors/${segment(name)}`, {}, signal));
  known.set(name, found);
  return found;
}

/** Its error is that of the service: 404 for nobody, 409 with the candidates for several. */
export function useNamed(name: string | null): Loaded<ActorRef> {
  const found = useLoaded(name, async (signal) => ({ name, actor: await named(name as string, signal) }));
  // While another name is looked up, the one before is no answer.
  return { ...found, data: found.data && found.data.name === name ? found.data.actor : null };
}
