import { useEffect, useRef, useState } from "preact/hooks";

import type { ReviewItem, ReviewKind } from "../api/types";
import { Empty, Failure, Loading } from "../shared/parts";
import { count } from "../shared/words";
import { go, link, type State } from "../state/address";
import { Answers } from "./answers";
import { History } from "./history";
import { Item, statusWords } from "./item";
import { useKeys, useKeysSetting } from "./keys";
import { useQueue } from "./queue";
import { Refused } from "./refused";
import { LONGEST_WHY } from "./judge-form";
import { type Entry, latest, undo, useSession } from "./session";
import { nodeOf } from "./side";
import { useJudge } from "./use-judge";
import { askWho, who } from "./who";
import "./correct.css";

const KINDS: { kind: ReviewKind; words: string }[] = [
  { kind: "all", words: "All" },
  { kind: "reports", words: "Reports" },
  { kind: "merges", words: "Same or not" },
];

const kindOf = (state: State): ReviewKind => KINDS.find((one) => one.kind === state.more["review.kind"])?.kind ?? "all";

/** What the machine is least sure of, one question at a time. */
export default function ReviewScreen({ state }: { state: State }) {
  const kind = kindOf(state);
  const { entries } = useSession();
  const done = entries.filter((one) => !one.undone).length;
  return (
    <div class="review">
      <h1>Review</h1>
      <p class="faint">What the machine is least sure of comes first. Answer yes or no; the graph follows at once, and each answer can be taken back.</p>
      <div class="row">
        <nav class="tabs" aria-label="Which questions">
          {KINDS.map((one) => (
            <a
              key={one.kind}
              href={link({ more: { "review.kind": one.kind === "all" ? null : one.kind } }, state)}
              aria-current={one.kind === kind ? "page" : undefined}
            >
              {one.words}
            </a>
          ))}
        </nav>
        <span role="status">{count(done, "judgement")} this session</span>
      </div>
      <Work key={kind} kind={kind} entries={entries} />
      <History />
    </div>
  );
}

function Work({ kind, entries }: { kind: ReviewKind; entries: Entry[] }) {
  const queue = useQueue(kind);
  const judging = useJudge();
  const [why, setWhy] = useState("");
  const [choosing, setChoosing] = useState(false);
  const [keys, setKeys] = useKeysSetting();
  const [given, setGiven] = useState<Record<string, string>>({}); // ids of judgements by those of items
  const [name, setName] = useState(who.get());
  const heading = useRef<HTMLHeadingElement>(null);
  const whyField = useRef<HTMLInputElement>(null);
  const acted = useRef(false);
  const { item, at } = queue;
  const answer = item && entries.find((one) => one.judgement.id === given[item.id] && !one.undone);
  const last = latest(entries);

  // Who answers by keys hears the next question.
  useEffect(() => {
    if (acted.current) heading.current?.focus();
  }, [at, item?.id]);

  function going(where: () => void) {
    acted.current = true;
    setChoosing(false);
    judging.forget();
    where();
  }

  async function say(verdict: "yes" | "no", value?: string) {
    if (!item || judging.busy || answer) return;
    const words = `${item.question} ${verdict === "yes" ? "Yes" : "No"}${value ? `: ${statusWords(value)}` : ""}`;
    const entry = await judging.judge(value ? { ...item[verdict], value } : item[verdict], why, words);
    setName(who.get());
    if (!entry) return;
    setGiven((before) => ({ ...before, [item.id]: entry.judgement.id }));
    setWhy("");
    going(() => queue.move(at + 1));
  }

  async function takeBack(entry: Entry | null | undefined) {
    if (!entry) return;
    await undo(entry);
    const where = queue.items.findIndex((one) => given[one.id] === entry.judgement.id);
    if (where >= 0) going(() => queue.move(where));
  }

  const node = item && nodeOf(item.sides[0] ?? noSide, item.of);
  const no = () => (item?.choices.length ? setChoosing(true) : void say("no"));
  const all = {
    yes: () => void say("yes"),
    no: (value?: string) => void say("no", value),
    choose: setChoosing,
    skip: () => going(() => queue.step(1)),
    back: () => going(() => queue.step(-1)),
    undo: () => void takeBack(answer ?? last),
    open: () => node && go({ open: node }),
  };
  const working = {
    y: all.yes,
    1: all.yes,
    n: no,
    2: no,
    s: all.skip,
    ArrowRight: all.skip,
    ArrowLeft: all.back,
    u: all.undo,
    o: all.open,
    w: () => whyField.current?.focus(),
  };
  const atTheEnd = { ArrowLeft: all.back, u: all.undo };
  useKeys(keys, !item ? atTheEnd : choosing ? choosingKeys(item, all) : working);

  return (
    <section class="work" aria-label="Question">
      {queue.error && <Failure error={queue.error} again={queue.further} />}
      {!item && queue.loading && <Loading what="Looking for what is least certain" />}
      {!item && !queue.loading && !queue.error && <Nothing queue={queue} />}
      {item && (
        <>
          <Item item={item} heading={heading} />
          {answer ? (
            <div class="answers">
              <p>
                <strong>You judged this:</strong> <bdi>{answer.of}</bdi>
              </p>
              <button type="button" onClick={all.undo}>
                Undo
              </button>
              <button type="button" onClick={all.skip}>
                Next
              </button>
            </div>
          ) : (
            <>
              <Answers item={item} keys={keys} busy={judging.busy} choosing={choosing} canUndo={last !== null} canOpen={node !== null} canBack={at > 0} {...all} />
              <label class="why">
                <span>Why {keys && <kbd aria-hidden="true">W</kbd>}</span>
                <input
                  ref={whyField}
                  value={why}
                  maxLength={LONGEST_WHY}
                  placeholder="a word that goes with your answer, if you like"
                  onInput={(event) => setWhy(event.currentTarget.value)}
                  onKeyDown={(event) => {
                    if (event.key === "Escape" || event.key === "Enter") heading.current?.focus();
                  }}
                />
              </label>
            </>
          )}
          <Refused judging={judging} />
          <div class="help">
            <p>
              {keys
                ? "Keys: Y or 1 yes · N or 2 no · S or → skip · ← back · U undo · O evidence · W why (Enter or Esc leaves it)."
                : "Single keys are off."}
            </p>
            <label>
              <input type="checkbox" checked={keys} onChange={(event) => setKeys(event.currentTarget.checked)} /> Use single keys
            </label>
            {name && (
              <span>
                You judge as <bdi>{name}</bdi>.{" "}
                <button type="button" class="small" onClick={() => void askWho().then(() => setName(who.get()))}>
                  Change the name
                </button>
              </span>
            )}
          </div>
        </>
      )}
    </section>
  );
}

const noSide = { id: "", node: null, title: "", quotes: [], article_id: null, article_title: null, source: null, url: null, published: null };

function choosingKeys(item: ReviewItem, all: { no: (value?: string) => void; choose: (on: boolean) => void }) {
  const numbered = item.choices.map((value, at): [string, () => void] => [String(at + 1), () => all.no(value)]);
  return { ...Object.fromEntries(numbered), Escape: () => all.choose(false) };
}

function Nothing({ queue }: { queue: ReturnType<typeof useQueue> }) {
  if (queue.cursor)
    return (
      <Empty title="Nothing to ask so far.">
        <p>Among what was looked through there is no question. There is more to look through.</p>
        <button type="button" onClick={queue.further}>
          Look further
        </button>
      </Empty>
    );
  return (
    <Empty title={queue.items.length ? "That was all of it." : "There is nothing to review."}>
      {queue.items.length > 0 ? (
        <button type="button" onClick={() => queue.move(0)}>
          From the beginning
        </button>
      ) : (
        <p>Everything is certain or judged. What new articles leave open will be asked here.</p>
      )}
    </Empty>
  );
}
