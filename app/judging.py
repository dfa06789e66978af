"""A judgement as it is given, and as it is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from app.errors import BadJudgement
from app.guideline_form import meeting_form
from app.judgement_forms import JudgedGold, JudgedMeeting, JudgementIn
from app.store import Store
from graph.gold import JudgedArticle
from graph.judgements import Attribute, Judgement, Subject, judgement_id
from graph.reader import GraphReader
from graph.targets import Target


def judge(store: Store, given: JudgementIn) -> Judgement:
    """Keep it; the same again is answered with the first. Raises NotFound, BadJudgement, Contradiction."""
    return store.judge(_judgement(store.reader(), given))


def _judgement(reader: GraphReader, given: JudgementIn) -> Judgement:
    if given.report is not None:
        return _on_report(reader, given, given.report)
    if given.actors is not None:
        subject = Subject.ACTORS
        targets = [reader.actor_target(one) for one in given.actors]
        if targets[0].kind != targets[1].kind:
            raise BadJudgement(
                f"{given.actors[0]} is a {targets[0].kind} and {given.actors[1]} a {targets[1].kind}: "
                "only actors of one kind can be the same."
            )
    else:
        subject = Subject.MEETINGS
        targets = [reader.meeting_target(one) for one in given.meetings or ()]
    if targets[0].key == targets[1].key:
        raise BadJudgement(
            "Both ids stand for one name or report. To say that an actor or a meeting is two, give ids of "
            "two of its names (`names` of /v1/actors/{id}) or reports (`accounts` of /v1/meetings/{id})."
        )
    return _kept(given, subject, targets)


def _on_report(reader: GraphReader, given: JudgementIn, report_id: str) -> Judgement:
    target = reader.report_target(report_id)
    value = given.value
    if given.attribute is Attribute.PARTICIPANT:
        value = target.extracted(given.value or "")
        if value is None:
            known = ", ".join(sorted(actor for _, actor in target.participants))
            raise BadJudgement(f"{given.value!r} takes no part in this report; these do: {known}.")
    return _kept(given, Subject.REPORT, [target], value)


def _kept(
    given: JudgementIn, subject: Subject, targets: Sequence[Target], value: str | None = None
) -> Judgement:
    keys = sorted(target.key for target in targets)
    return Judgement(
        id=judgement_id(subject, given.verdict, keys, given.attribute, value),
        subject=subject,
        ruling=given.verdict,
        a=keys[0],
        b=keys[1] if len(keys) > 1 else None,
        attribute=given.attribute,
        value=value,
        by=given.by,
        why=given.why,
        at=dt.datetime.now(dt.UTC).replace(microsecond=0),
        article_id=targets[0].article_id if subject is Subject.REPORT else None,
        labels=tuple(target.label for target in sorted(targets, key=lambda one: one.key)),
    )


def gold_lines(articles: Sequence[JudgedArticle]) -> Iterator[str]:
    """Judged articles in the form of the annotation guidelines, one JSON object a line."""
    for one in articles:
        about = one.article.model_dump(include={"id", "url", "title", "source", "published", "text"})
        gold = JudgedGold(
            **about,
            missing=[] if one.article.text is not None else ["text"],
            meetings=[
                JudgedMeeting(**dict(meeting_form(report)), event=event) for report, event in one.right
            ],
            rejected=[meeting_form(report) for report in one.wrong],
        )
        yield gold.model_dump_json() + "\n"
