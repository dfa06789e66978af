// Parts of the filters, for requests that are about given actors or meetings already.

import type { Query } from "../api/client";
import { asked, type Filters } from "../state/address";

/** The filters without who took part: of what two given actors, or one, had to do with each other. */
export function circumstances(filters: Filters): Query {
  const { actor: _, with: __, ...rest } = asked(filters);
  return rest;
}

/** What holds of an actor, a pair or a meeting as a whole: what was known when. */
export function knowledge(filters: Filters): Query {
  const { as_of, inferred } = asked(filters);
  return { as_of, inferred };
}
