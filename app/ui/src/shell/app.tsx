import { useEffect, useState } from "preact/hooks";

import { Judged } from "../correct/judged";
import { Pane } from "../evidence/pane";
import { SearchBox } from "../search/search-box";
import { follow, link, NO_FILTERS, type Screen, useAddress, write } from "../state/address";
import { Away } from "./away";
import { lazy } from "./lazy";
import { Results } from "./results";
import { SignIn, signIn } from "./sign-in";
import { apply, next, setTheme, theme } from "./theme";

const ActorScreen = lazy(() => import("../pages/actor"));
const PairScreen = lazy(() => import("../pages/pair"));
const ArticleScreen = lazy(() => import("../pages/article"));
const ReviewScreen = lazy(() => import("../correct/review"));
const BringScreen = lazy(() => import("../bring/bring"));
const ReportScreen = lazy(() => import("../takeout/report"));

const HOME = write({ screen: "results", view: "graph", q: null, filters: NO_FILTERS, open: null, id: null, at: null, more: {} });
const NAV: { screen: Screen; words: string }[] = [
  { screen: "results", words: "Who met whom" },
  { screen: "review", words: "Review" },
  { screen: "bring", words: "Bring in" },
];

export function App() {
  const state = useAddress();
  const [shade, setShade] = useState(theme());
  useEffect(apply, []);
  useEffect(() => {
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, []);
  const pane = state.open !== null && state.screen !== "report";
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Away />
      <header class="top no-print">
        <a class="brand" href={HOME}>
          Chancery
        </a>
        <div class="search">
          <SearchBox state={state} />
        </div>
        <nav aria-label="Main">
          {NAV.map(({ screen, words }) => (
            <a href={link({ screen, open: null, id: null, at: null }, state)} aria-current={state.screen === screen ? "page" : undefined}>
              {words}
            </a>
          ))}
          <a href="docs">API</a>
          <button
            type="button"
            onClick={() => {
              const chosen = next(shade);
              setTheme(chosen);
              setShade(chosen);
            }}
          >
            Theme: {shade}
          </button>
          <button type="button" onClick={signIn}>
            Key
          </button>
        </nav>
      </header>
      <div class={pane ? "body with-pane" : "body"}>
        <main id="main" tabIndex={-1}>
          {state.screen === "results" && <Results state={state} />}
          {state.screen === "actor" && state.id && <ActorScreen key={state.id} state={state} />}
          {state.screen === "pair" && state.id && <PairScreen key={state.id} state={state} />}
          {state.screen === "article" && state.id && <ArticleScreen key={state.id} state={state} />}
          {state.screen === "review" && <ReviewScreen state={state} />}
          {state.screen === "bring" && <BringScreen state={state} />}
          {state.screen === "report" && state.id && <ReportScreen key={state.id} state={state} />}
        </main>
        {pane && state.open && <Pane key={state.open} state={state} open={state.open} />}
      </div>
      <SignIn />
      <Judged />
    </>
  );
}
