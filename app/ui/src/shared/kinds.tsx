import "./kinds.css";

/** What words of an article were read as. */
export const KINDS = ["participant", "place", "date", "trigger", "status"] as const;
export type Kind = (typeof KINDS)[number];

export const CALLED: Record<Kind, string> = {
  participant: "participant",
  place: "place",
  date: "date",
  trigger: "meeting",
  status: "status",
};

/** What the marks mean; with `mentions`, also that of names which took part in nothing. */
export function Legend({ mentions = false }: { mentions?: boolean }) {
  return (
    <ul class="kinds" aria-label="What the marks mean">
      {KINDS.map((kind) => (
        <li key={kind}>
          <span class={`kind-${kind}`}>{CALLED[kind]}</span>
        </li>
      ))}
      {mentions && (
        <li>
          <span class="kind-mention">also named</span>
        </li>
      )}
    </ul>
  );
}
