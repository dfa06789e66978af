import type { Words } from "../api/types";

/** Parts of a question, marked as read or not. */
export function Quoted({ parts, as }: { parts: readonly Words[]; as: "read" | "unread" }) {
  return (
    <>
      {parts.map((one) => (
        <span key={one.start}>
          <bdi class={as}>{one.words}</bdi>{" "}
        </span>
      ))}
    </>
  );
}
