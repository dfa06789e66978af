import type { State } from "../state/address";

/** Written by its part. */
export default function ReportScreen({ state }: { state: State }) {
  return <p>ReportScreen {state.view}</p>;
}
