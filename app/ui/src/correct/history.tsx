import { useState } from "preact/hooks";

import type { ApiError } from "../api/client";
import type { Judgement, Page } from "../api/types";
import { asApiError, useLoaded } from "../api/use";
import { Empty, Failure, Loading } from "../shared/parts";
import { pageOf } from "./paging";
import { type Entry, undo, useSession } from "./session";
import { Standing } from "./standing";
import { moment } from "./words";

const SHOWN = 10;

/** What was judged here, each with a way back; and what was judged last, by anybody. */
export function History() {
  const { entries } = useSession();
  return (
    <section class="history" aria-label="Judgements">
      {entries.length > 0 && (
        <details open>
          <summary>
            <h2>Yours in this session</h2>
          </summary>
          <ul>
            {entries.map((one) => (
              <Mine key={one.judgement.id} entry={one} />
            ))}
          </ul>
        </details>
      )}
      <Latest />
    </section>
  );
}

function Mine({ entry }: { entry: Entry }) {
  const [error, setError] = useState<ApiError | null>(null);
  const back = () => {
    setError(null);
    undo(entry).catch((failed: unknown) => setError(asApiError(failed)));
  };
  return (
    <li>
      <bdi>{entry.of}</bdi> <span class="faint">{moment(entry.judgement.at)}</span>{" "}
      {entry.undone ? (
        <em>taken back</em>
      ) : (
        <button type="button" class="small" aria-label={`Undo: ${entry.of}`} onClick={back}>
          Undo
        </button>
      )}
      {error && <Failure error={error} again={back} />}
    </li>
  );
}

function Latest() {
  const [pages, setPages] = useState(1);
  const { data, error, loading, again } = useLoaded(`latest judgements ${pages}`, (signal) => firstPages(pages, signal));
  return (
    <details>
      <summary>
        <h2>Latest judgements of all</h2>
      </summary>
      {error && <Failure error={error} again={again} />}
      {!data && loading && <Loading />}
      {data?.items.length === 0 && <Empty title="Nothing was judged yet." />}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <Standing one={one} />
            <Labels one={one} />
          </li>
        ))}
      </ul>
      {data?.next && (
        <button type="button" disabled={loading} onClick={() => setPages(pages + 1)}>
          Show more
        </button>
      )}
    </details>
  );
}

/** What it was about, in the words of then. */
function Labels({ one }: { one: Judgement }) {
  return (
    <span class="faint labels">
      {one.labels.map((label) => (
        <bdi key={label} title={label}>
          {label}
        </bdi>
      ))}
    </span>
  );
}

async function firstPages(pages: number, signal: AbortSignal): Promise<Page<Judgement>> {
  const items: Judgement[] = [];
  let cursor: string | null = null;
  for (let at = 0; at < pages; at += 1) {
    const page: Page<Judgement> = await pageOf<Judgement>("v1/judgements", { order: "latest", limit: SHOWN }, cursor, signal);
    items.push(...page.items);
    cursor = page.next;
    if (!cursor) break;
  }
  return { items, next: cursor };
}
