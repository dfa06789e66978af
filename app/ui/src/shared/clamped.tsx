import "./clamped.css";

const LONG = 200;

/** Words from an article, of whatever length: of very many some lines, and the whole as a hint. */
export function Clamped({ text }: { text: string }) {
  if (text.length <= LONG) return <bdi>{text}</bdi>;
  return (
    <bdi class="clamped" title={text}>
      {text}
    </bdi>
  );
}
