import type { Ref } from "preact";
import type { ReviewItem, Status } from "../api/types";
import { share, STATUS } from "../shared/words";
import { Side } from "./side";

/** What the graph says now and how sure the machine is of it. */
function standing(item: ReviewItem): string {
  const sure = `${share(item.confidence)} sure`;
  if (item.joined === null) return `The machine read it so and is ${sure}.`;
  return item.joined ? `The machine took them for one and is ${sure}.` : `The machine keeps them apart and is ${sure}.`;
}

export function Item({ item, heading }: { item: ReviewItem; heading: Ref<HTMLHeadingElement> }) {
  return (
    <article class="item" aria-labelledby="review-question">
      <h2 id="review-question" ref={heading} tabIndex={-1}>
        <bdi>{item.question}</bdi>
      </h2>
      <p class="faint">{standing(item)}</p>
      <div class="sides">
        {item.sides.map((side, at) => (
          <Side key={`${side.id} ${at}`} side={side} of={item.of} words={item.words} />
        ))}
      </div>
      {item.reasons.length > 0 && (
        <details class="reasons">
          <summary>Why the machine thinks so</summary>
          <ul>
            {item.reasons.map((one) => (
              <li key={one.code + one.words}>
                <bdi>{one.words}</bdi>
                {one.weight !== 0 && <span class="faint"> ({one.weight > 0 ? "for" : "against"} one)</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}

export const statusWords = (value: string): string => STATUS[value as Status] ?? value;
