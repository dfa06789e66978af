import { link } from "../state/address";

/** To the printable report of "meeting:<id>", "actor:<id>" or "pair:<a>,<b>". */
export function ReportLink({ of }: { of: string }) {
  return <a href={link({ screen: "report", id: of, open: null, at: null })}>Report to print</a>;
}
