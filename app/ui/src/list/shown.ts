// How many rows are wanted is a part of the address, so that the way back leads to the same rows.

import { go, type State } from "../state/address";

export const STEP = 50;
/** A table of more is of no use to a reader, and slow. */
export const MOST = 2000;

export function wanted(state: State): number {
  const asked = Number.parseInt(state.more["list.shown"] ?? "", 10);
  return asked > STEP ? Math.min(asked, MOST) : STEP;
}

export const showMore = (shown: number): void => {
  const next = Math.min((Math.floor(shown / STEP) + 1) * STEP, MOST);
  go({ more: { "list.shown": String(next) } }, { replace: true });
};
