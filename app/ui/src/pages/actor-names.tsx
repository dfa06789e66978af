import type { ActorDetail, NameView } from "../api/types";
import { JudgeSame } from "../correct/correct";
import { Behind, Sources } from "../evidence/parts";
import { Grounds } from "../evidence/reasons";
import { Clamped } from "../shared/clamped";
import { ActorLink } from "../shared/parts";
import { count, day, number } from "../shared/words";

/** Of a person the offices held, of an office its holders; each with the articles that show it. */
export function Offices({ actor }: { actor: ActorDetail }) {
  if (actor.kind !== "person" && actor.kind !== "office") return null;
  const held = actor.kind === "person";
  return (
    <section aria-labelledby="offices">
      <h2 id="offices">{held ? "Offices" : "Held by"}</h2>
      {actor.tenures.length === 0 && <p class="faint">{held ? "No article names an office of theirs." : "No article names a holder."}</p>}
      <ul class="plain">
        {actor.tenures.map((one) => (
          <li key={one.person.id + one.office.id} class="card">
            <p>
              <ActorLink actor={held ? one.office : one.person} more />
            </p>
            <p>
              Seen in it from {day(one.first)} to {day(one.last)}
            </p>
            <Behind words={`Shown by ${count(one.articles, "article")}${one.sources.length < one.articles ? `, the latest ${number(one.sources.length)}` : ""}`}>
              <Sources sources={one.sources} />
            </Behind>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Name({ name }: { name: NameView }) {
  const [from, to] = name.years ?? [null, null];
  return (
    <>
      <Clamped text={name.forms.join(", ") || name.id} />
      <span class="faint">
        {name.party && ` ${name.party}`}
        {from && ` ${from === to ? from : `${from}–${to}`}`}
        {`, ${count(name.articles, "article")}`}
      </span>
    </>
  );
}

/** What an actor is called, and why names of different sides and times are taken for one. */
export function Names({ actor }: { actor: ActorDetail }) {
  const names = new Map(actor.names.map((one) => [one.id, one]));
  return (
    <section aria-labelledby="names">
      <h2 id="names">Names</h2>
      {actor.aliases.length > 0 && (
        <p>
          Also called <Clamped text={actor.aliases.join(", ")} />
        </p>
      )}
      <ul class="plain">
        {actor.names.map((one) => (
          <li key={one.id}>
            <Name name={one} />
          </li>
        ))}
      </ul>
      {actor.joined.length > 0 && (
        <Behind words="Why these names are taken for one">
          <ul class="plain">
            {actor.joined.map((tie) => {
              const [a, b] = [names.get(tie.a), names.get(tie.b)];
              return (
                <li key={`${tie.a} ${tie.b}`} class="card">
                  <p>
                    {a ? <Name name={a} /> : <bdi>{tie.a}</bdi>} and {b ? <Name name={b} /> : <bdi>{tie.b}</bdi>}:
                  </p>
                  <Grounds tie={tie} />
                  <JudgeSame subject="actors" a={tie.a} b={tie.b} tie={tie} />
                </li>
              );
            })}
          </ul>
        </Behind>
      )}
    </section>
  );
}

/** Who was not taken for this actor, though the names are alike. */
export function Alike({ actor }: { actor: ActorDetail }) {
  if (actor.alike.length === 0) return null;
  return (
    <section aria-labelledby="alike">
      <h2 id="alike">Alike, and kept apart</h2>
      <ul class="plain">
        {actor.alike.map(({ actor: other, tie }) => (
          <li key={other.id} class="card">
            <p>
              <ActorLink actor={other} more />
            </p>
            <Grounds tie={tie} />
            <JudgeSame subject="actors" a={tie.a} b={tie.b} tie={tie} />
          </li>
        ))}
      </ul>
    </section>
  );
}
