import type { ArticleView, ReportView } from "../api/types";
import { Clamped } from "../shared/clamped";
import { Quote, StatusMark } from "../shared/parts";
import { count, when } from "../shared/words";
import { link, type State } from "../state/address";

interface Given {
  state: State;
  view: ArticleView;
  only: string | null;
  label: (report: ReportView) => string;
  /** Where the text is not kept, the quotes stand here. */
  quotes: boolean;
}

/** The meetings that an article tells of: choosing one leaves only its marks in the text. */
export function ArticleReports({ state, view, only, label, quotes }: Given) {
  const all = link({ more: { "article.report": null }, at: null }, state);
  return (
    <section class="article-reports" aria-labelledby="reports">
      <h2 id="reports">Tells of {count(view.reports.length, "meeting")}</h2>
      {view.reports.length === 0 && <p class="faint">Nothing in it was read as a meeting.</p>}
      {view.reports.length > 1 && (
        <p>
          <a href={all} aria-current={only === null ? "true" : undefined}>
            Marks of all of them
          </a>
        </p>
      )}
      <ul class="plain">
        {view.reports.map((report) => (
          <li key={report.id} class={only === report.id ? "card chosen" : "card"}>
            <p>
              <StatusMark status={report.status} /> <span class="faint">{when(report.date)}</span>
            </p>
            <p>
              <Clamped text={label(report)} />
            </p>
            <p class="row">
              {!quotes && (
                <a
                  href={link({ more: { "article.report": report.id }, at: report.id }, state)}
                  aria-current={only === report.id ? "true" : undefined}
                >
                  Marks of this one
                  <span class="hidden-but-said">: {label(report)}</span>
                </a>
              )}
              {report.meeting_id ? (
                <a href={link({ open: `meeting:${report.meeting_id}` }, state)}>
                  Evidence
                  <span class="hidden-but-said"> of {label(report)}</span>
                </a>
              ) : (
                <span class="faint">judged wrong: in no meeting</span>
              )}
            </p>
            {quotes && report.evidence.map((one) => <Quote key={one.start} evidence={one} at={report.id} />)}
          </li>
        ))}
      </ul>
    </section>
  );
}
