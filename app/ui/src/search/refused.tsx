import type { ApiError } from "../api/client";
import { Failure } from "../shared/parts";
import { go, link, NO_FILTERS, type State } from "../state/address";
import { Choose } from "./choose";
import { remember } from "./names";
import { ask, filtersOf, filtersOfParts, same } from "./question";
import { Quoted } from "./quoted";
import { searchWords } from "./search-box";

/** Why a question has no answer, and what can be done. */
export function Refused({ state, q, error, again }: { state: State; q: string; error: ApiError; again: () => void }) {
  const problem = error.problem;
  if (problem?.candidates) {
    const name = /^(['"])(.*)\1 could be /s.exec(problem.detail)?.[2] ?? q;
    return <Choose name={name} candidates={problem.candidates} choose={(one) => (remember(one), void askWith(q, name, one))} />;
  }
  if (problem?.code === "not_understood") return <NotUnderstood state={state} q={q} error={error} />;
  if (error.status === 404 || error.status === 422)
    return (
      <div class="unclear" role="alert">
        <p>
          <bdi>{error.message.replace(/ Look for other spellings:.*/, " Look for another spelling in the box above.")}</bdi>
        </p>
        <WordsInstead q={q} />
      </div>
    );
  return <Failure error={error} again={again} />;
}

/** The question again, with the whole name; where that says no more than the name did, the meetings of the one. */
async function askWith(q: string, name: string, one: { id: string; name: string }): Promise<void> {
  const clear = q.replace(name, one.name);
  const filters = clear === q ? null : await ask(clear).then((answer) => filtersOf(answer.request), () => null);
  if (filters) go({ q: clear, filters });
  else go({ q: null, filters: { ...NO_FILTERS, actor: one.id } });
}

function NotUnderstood({ state, q, error }: { state: State; q: string; error: ApiError }) {
  const understood = error.problem?.understood ?? [];
  const unread = error.problem?.not_understood ?? [];
  const parts = filtersOfParts(understood);
  const who = understood.find((one) => one.parameter === "actor")?.value ?? "Lavrov";
  const examples = [`Who did ${who} meet in 2023?`, `When did ${who} last meet Fidan?`, `Which meetings of ${who} were cancelled?`];
  return (
    <div class="unclear">
      <p role="alert">
        <strong>That question was not understood, so nothing was guessed.</strong> <bdi>{unread.length ? "" : error.message}</bdi>
      </p>
      {unread.length > 0 && (
        <p>
          Not understood:{" "}
          <Quoted parts={unread} as="unread" />
        </p>
      )}
      {understood.length > 0 && (
        <p>
          Understood:{" "}
          {/* "in 2023" is the first and the last day at once. */}
          <Quoted parts={understood.filter((one, at) => one.start !== understood[at - 1]?.start)} as="read" />
          {!same(parts, filtersOf("")) && <a href={link({ q: null, filters: parts }, state)}>Show the meetings of that much</a>}
        </p>
      )}
      <p>It can be asked like this:</p>
      <ul>
        {examples.map((one) => (
          <li key={one}>
            <a href={link({ q: one, filters: NO_FILTERS }, state)}>
              <bdi>{one}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <WordsInstead q={q} />
    </div>
  );
}

function WordsInstead({ q }: { q: string }) {
  return (
    <button type="button" onClick={() => searchWords(q)}>
      Search the articles for these words
    </button>
  );
}
