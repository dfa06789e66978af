import { useEffect, useState } from "preact/hooks";

import { forget, onSavings, retry, type Saving, savings } from "./saving";

const MEGABYTES = new Intl.NumberFormat(undefined, { style: "unit", unit: "megabyte", minimumFractionDigits: 1, maximumFractionDigits: 1 });
const megabytes = (bytes: number): string => MEGABYTES.format(bytes / 1e6);

/** The files that are on their way, each with its way out. */
export function Savings() {
  const [, setTold] = useState(0);
  useEffect(() => onSavings(() => setTold((one) => one + 1)), []);
  return (
    <span class="savings">
      {savings().map((one) => (
        <Line key={one.id} saving={one} />
      ))}
    </span>
  );
}

function Line({ saving: { id, name, bytes, state, error } }: { saving: Saving }) {
  if (state === "failed")
    return (
      <span class="saving saving-failed" role="alert">
        <span>
          <bdi>{name}</bdi>: <bdi>{error?.message}</bdi>
        </span>
        <button type="button" onClick={() => retry(id)}>
          Try again
        </button>
        <button type="button" onClick={() => forget(id)}>
          Dismiss
        </button>
      </span>
    );
  return (
    <span class="saving">
      <span role="status">
        {state === "running" ? "Preparing" : "Saved"} <bdi>{name}</bdi>
        {state === "running" && "…"}
      </span>
      {bytes >= 50_000 && <span class="faint">{megabytes(bytes)}</span>}
      {state === "running" && (
        <button type="button" aria-label={`Cancel ${name}`} onClick={() => forget(id)}>
          Cancel
        </button>
      )}
    </span>
  );
}
