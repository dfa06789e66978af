import "./clamped.css";

const LONG = 200;
// More than the lines that are shown hold; to lay out the rest of a thousand such names takes seconds.
const MOST = 1_000;

/** Words from an article, of whatever length: of very many the first lines, and the whole as a hint. */
export function Clamped({ text }: { text: string }) {
  if (text.length <= LONG) return <bdi>{text}</bdi>;
  return (
    <bdi class="clamped" title={text}>
      {text.slice(0, MOST).replace(/[\ud800-\udbff]$/, "")}
    </bdi>
  );
}
