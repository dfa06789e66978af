const LONGEST = 80;

/** A name or place as a table can hold it; the whole of a longer one is in its title. */
export function Short({ text }: { text: string }) {
  const signs = text.length > LONGEST ? [...text.slice(0, LONGEST * 2)] : [];
  if (signs.length <= LONGEST) return <bdi>{text}</bdi>;
  return <bdi title={text}>{signs.slice(0, LONGEST).join("")}…</bdi>;
}
