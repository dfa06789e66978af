/** A name or place as a line can hold it; the whole of a longer one is in its title. */
export function Short({ text, most = 80 }: { text: string; most?: number }) {
  const signs = text.length > most ? [...text.slice(0, most * 2)] : [];
  if (signs.length <= most) return <bdi>{text}</bdi>;
  return <bdi title={text}>{signs.slice(0, most).join("")}…</bdi>;
}
