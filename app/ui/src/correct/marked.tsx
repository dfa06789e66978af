import type { Evidence } from "../api/types";

/** A quote in which some words are marked. The service counts characters as Unicode code points. */
export function Marked({ quote, words }: { quote: Evidence; words: Evidence | null }) {
  const inside = words && words.article_id === quote.article_id && words.start >= quote.start && words.end <= quote.end;
  if (!inside) return <bdi>{quote.quote}</bdi>;
  const letters = Array.from(quote.quote);
  const [from, to] = [words.start - quote.start, words.end - quote.start];
  return (
    <bdi>
      {letters.slice(0, from).join("")}
      <mark>{letters.slice(from, to).join("")}</mark>
      {letters.slice(to).join("")}
    </bdi>
  );
}
