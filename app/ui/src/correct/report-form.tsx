import { useEffect, useRef, useState } from "preact/hooks";

import type { Attribute, Channel, ReportView, ReportedParticipant, Ruling, Status } from "../api/types";
import { CHANNEL, STATUS } from "../shared/words";
import { JudgeForm } from "./judge-form";
import type { Judging } from "./use-judge";
import { ATTRIBUTE, ruling } from "./words";

const WHOLE = "";

const named = (one: ReportedParticipant): string => one.name ?? [one.office, one.party].filter(Boolean).join(", ") ?? one.actor_id;

const statuses = (report: ReportView) => (Object.keys(STATUS) as Status[]).filter((one) => one !== report.status);
const channels = (report: ReportView) => (Object.keys(CHANNEL) as Channel[]).filter((one) => one !== report.channel);

/** What of the report can be judged: it cannot be wrong about what it does not say. */
function parts(report: ReportView): Attribute[] {
  const found: Attribute[] = ["status", "channel"];
  if (report.date.start) found.push("date");
  if (report.place) found.push("place");
  return [...found, "participant"];
}

interface Props {
  report: ReportView;
  verdict: Extract<Ruling, "right" | "wrong">;
  attribute: Attribute | undefined;
  judging: Judging;
  close: () => void;
}

/** What exactly is right or wrong, what it should be, and why. */
export function ReportForm({ report, verdict, attribute, judging, close }: Props) {
  const [what, setWhat] = useState<Attribute | typeof WHOLE>(attribute ?? WHOLE);
  const [value, setValue] = useState("");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);

  async function give(why: string) {
    const about = what || null;
    const chosen = value || null;
    const whom = report.participants.find((one) => one.actor_id === chosen);
    const said = ruling({ verdict, attribute: about, value: chosen }, whom ? named(whom) : null);
    if (await judging.judge({ verdict, report: report.id, attribute: about, value: chosen }, why, said)) close();
  }

  return (
    <JudgeForm
      label={verdict === "wrong" ? "What is wrong" : "What is right"}
      words={verdict === "wrong" ? "Judge it wrong" : "Judge it right"}
      judging={judging}
      give={give}
      close={close}
    >
      <label>
        {verdict === "wrong" ? "What is wrong" : "What is right"}
        <select
          ref={first}
          value={what}
          onChange={(event) => {
            setWhat(event.currentTarget.value as Attribute);
            setValue("");
          }}
        >
          <option value={WHOLE}>{verdict === "wrong" ? "all of it: there is no such meeting here" : "the whole report"}</option>
          {parts(report).map((one) => (
            <option key={one} value={one}>
              {ATTRIBUTE[one]}
            </option>
          ))}
        </select>
      </label>
      {what === "participant" && (
        <Choice label={verdict === "wrong" ? "Who did not" : "Who did"} value={value} set={setValue} options={report.participants.map((one) => [one.actor_id, named(one)])} />
      )}
      {what === "status" && verdict === "wrong" && (
        <Choice label="What it is" value={value} set={setValue} options={statuses(report).map((one) => [one, STATUS[one]])} />
      )}
      {what === "channel" && verdict === "wrong" && (
        <Choice label="What it is" optional value={value} set={setValue} options={channels(report).map((one) => [one, CHANNEL[one]])} />
      )}
    </JudgeForm>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  set: (value: string) => void;
  options: [string, string][];
  optional?: boolean;
}

function Choice({ label, value, set, options, optional = false }: ChoiceProps) {
  return (
    <label>
      {label}
      <select required={!optional} value={value} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">{optional ? "I do not know" : "Choose…"}</option>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
