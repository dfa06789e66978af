import type { State } from "../state/address";
import { Empty } from "../shared/parts";
import { ActorReport } from "./report-actor";
import { MeetingReport } from "./report-meeting";
import { PairReport } from "./report-pair";
import "./report.css";

/** To be printed: a meeting, an actor or a pair with what was said of them, word for word, and by whom. */
export default function ReportScreen({ state }: { state: State }) {
  const [kind, ...rest] = (state.id ?? "").split(":");
  const id = rest.join(":");
  if (kind === "meeting" && id) return <MeetingReport id={id} filters={state.filters} />;
  if (kind === "actor" && id) return <ActorReport id={id} filters={state.filters} />;
  // Ids hold no comma; names, as they may be written by hand, do not either.
  const [a, b, ...more] = id.split(",");
  if (kind === "pair" && a && b && !more.length) return <PairReport a={a} b={b} filters={state.filters} />;
  return (
    <Empty title="There is no such report.">
      <p>
        A report is of <code>meeting:</code> and its id, <code>actor:</code> and its id, or <code>pair:</code> and two ids with a comma.
      </p>
    </Empty>
  );
}
