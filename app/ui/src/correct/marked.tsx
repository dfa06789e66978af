import type { Evidence } from "../api/types";

/** Whether the words are a part of the quote. */
export const holds = (quote: Evidence, words: Evidence): boolean =>
  words.article_id === quote.article_id && words.start >= quote.start && words.end <= quote.end;

/** A quote in which some words are marked. The service counts characters as Unicode code points. */
export function Marked({ quote, words }: { quote: Evidence; words: Evidence | null }) {
  if (!words || !holds(quote, words)) return <bdi>{quote.quote}</bdi>;
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
