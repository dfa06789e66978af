// What was judged of the reports that are shown: asked for all of them at once, however many ask.

import type { Judgement, Page, ReportView } from "../api/types";
import { type Loaded, useLoaded } from "../api/use";
import { pageOf } from "./paging";

const AT_ONCE = 50; // ids in one address
const MOST = 500; // judgements of these
const GATHERING = 10; // milliseconds

interface Turn {
  ids: Set<string>;
  answer: Promise<Judgement[]>;
}

let gathering: Turn | null = null;

function ask(id: string): Promise<Judgement[]> {
  if (!gathering || (gathering.ids.size >= AT_ONCE && !gathering.ids.has(id))) {
    const ids = new Set<string>();
    const answer = new Promise<void>((resolve) => setTimeout(resolve, GATHERING)).then(() => {
      if (gathering?.ids === ids) gathering = null;
      return fetched([...ids]);
    });
    gathering = { ids, answer };
  }
  gathering.ids.add(id);
  return gathering.answer;
}

async function fetched(about: string[]): Promise<Judgement[]> {
  const found: Judgement[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Judgement> = await pageOf<Judgement>("v1/judgements", { subject: "report", about, limit: 100 }, cursor);
    found.push(...page.items);
    cursor = page.next;
  } while (cursor && found.length < MOST);
  return found;
}

export function useJudged(report: ReportView): Loaded<Judgement[]> {
  return useLoaded(`judged ${report.id}`, async () => (await ask(report.id)).filter((one) => one.a === report.key));
}
