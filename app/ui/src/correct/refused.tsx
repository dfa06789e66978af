import type { Judgement } from "../api/types";
import { Failure } from "../shared/parts";
import type { Judging } from "./use-judge";
import { moment, rulingOf } from "./words";

/** Why a judgement was not taken; of a contradiction both sides, and a way to withdraw the older one. */
export function Refused({ judging }: { judging: Judging }) {
  const { error } = judging;
  if (!error) return null;
  const both = error.status === 409 ? error.problem?.judgements : null;
  if (!both?.length) return <Failure error={error} again={() => void judging.again()} />;
  const [mine, ...against] = both as [Judgement, ...Judgement[]];
  return (
    <div class="failure contradiction" role="alert">
      <p>
        <strong>That contradicts what was judged before.</strong> Nothing was changed.
      </p>
      <ul>
        <li>
          Now: <Said one={mine} />
        </li>
        {against.map((one) => (
          <li key={one.id}>
            Before: <Said one={one} />{" "}
            <button type="button" disabled={judging.busy} onClick={() => void judging.instead(one.id)}>
              Withdraw that and judge mine
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={judging.forget}>
        Leave it as it was
      </button>
    </div>
  );
}

/** A judgement in a line: what, by whom, when, why. */
export function Said({ one }: { one: Judgement }) {
  return (
    <span class="said">
      {rulingOf(one)}{" "}
      <span class="faint">
        – by <bdi>{one.by}</bdi>, {moment(one.at)}
        {one.why && (
          <>
            : <bdi>{one.why}</bdi>
          </>
        )}
      </span>
    </span>
  );
}
