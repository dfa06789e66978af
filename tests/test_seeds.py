"""The seed articles and their gold are well formed and say what their README promises."""

import datetime as dt
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from extractors.domain import Status, Via
from extractors.gold import problems

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = sorted(SEEDS.glob("*.jsonl"))
ANNOTATED = sorted((SEEDS / "annotated").glob("*.jsonl"))
WORDS = range(80, 401)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def clusters() -> list[set[str]]:
    """Articles that share an event, directly or through others."""
    tellers: dict[str, set[str]] = defaultdict(set)
    for article in read(SEEDS / "clusters.jsonl"):
        for meeting in article["meetings"]:
            if "event" in meeting:
                tellers[meeting["event"]].add(article["id"])
    found: list[set[str]] = []
    for articles in tellers.values():
        joined = articles.union(*(one for one in found if one & articles))
        found = [one for one in found if not one & articles] + [joined]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
class TestEveryFile:
    def test_is_well_formed(self, path: Path) -> None:
        assert list(problems(read(path))) == []

    def test_has_articles_of_80_to_400_words(self, path: Path) -> None:
        assert {a["id"]: n for a in read(path) if (n := len(a["text"].split())) not in WORDS} == {}

    def test_says_where_and_when_each_article_appeared(self, path: Path) -> None:
        for article in read(path):
            assert article["title"]
            assert article["source"]
            assert article["url"].startswith("https://example.org/")
            assert dt.date.fromisoformat(article["published"])

    def test_names_only_people_who_are_in_the_text(self, path: Path) -> None:
        absent = [
            (article["id"], one["name"])
            for article in read(path)
            for meeting in article["meetings"]
            for one in meeting["participants"]
            if one["kind"] == "person" and not all(word in article["text"] for word in one["name"].split())
        ]
        assert absent == []

    def test_rests_every_meeting_on_a_sentence_of_the_text(self, path: Path) -> None:
        for article in read(path):
            for meeting in article["meetings"]:
                assert meeting["evidence"]
                assert all(sentence in article["text"] for sentence in meeting["evidence"])

    def test_brings_two_parties_together_in_every_meeting(self, path: Path) -> None:
        for article in read(path):
            for meeting in article["meetings"]:
                assert len({one["party"] for one in meeting["participants"]}) > 1, (
                    article["id"],
                    meeting["id"],
                )

    def test_puts_every_participant_in_a_way_that_the_domain_knows(self, path: Path) -> None:
        ways = {one["via"] for a in read(path) for m in a["meetings"] for one in m["participants"]}
        assert ways <= set(Via)


def test_no_id_or_address_is_used_twice() -> None:
    articles = [article for path in FILES for article in read(path)]
    for key in ("id", "url"):
        repeated = [value for value, times in Counter(a[key] for a in articles).items() if times > 1]
        assert repeated == []


def test_the_readme_counts_articles_and_meetings_right() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for path in FILES:
        articles = read(path)
        meetings = sum(len(article["meetings"]) for article in articles)
        assert f"| `{path.name}` | {len(articles)} | {meetings} |" in readme


def test_some_single_articles_have_no_meeting() -> None:
    assert sum(not article["meetings"] for article in read(SEEDS / "articles.jsonl")) >= 2


def test_there_are_four_clusters_of_three_to_six_articles() -> None:
    assert sorted(len(articles) for articles in clusters()) == [4, 4, 4, 5]
    assert sum(map(len, clusters())) == len(read(SEEDS / "clusters.jsonl"))


def test_every_cluster_has_an_event_that_three_of_its_articles_tell() -> None:
    tellers: Counter[tuple[int, str]] = Counter()
    found = clusters()
    for article in read(SEEDS / "clusters.jsonl"):
        number = next(i for i, articles in enumerate(found) if article["id"] in articles)
        tellers.update({(number, m["event"]) for m in article["meetings"] if "event" in m})
    assert {number for (number, _), times in tellers.items() if times >= 3} == set(range(len(found)))


def test_no_article_tells_one_event_as_two_meetings() -> None:
    for article in read(SEEDS / "clusters.jsonl"):
        events = [meeting["event"] for meeting in article["meetings"] if "event" in meeting]
        assert len(events) == len(set(events)), article["id"]


@pytest.mark.parametrize("path", ANNOTATED, ids=lambda path: path.name)
class TestEveryAnnotatedFile:
    """Articles that the models are trained on or measured with; they are no demo data and have no address."""

    def test_is_well_formed(self, path: Path) -> None:
        assert list(problems(read(path))) == []

    def test_rests_every_meeting_on_a_sentence_and_a_word_of_the_text(self, path: Path) -> None:
        for article in read(path):
            for meeting in article["meetings"]:
                assert meeting["evidence"], (article["id"], meeting["id"])
                assert all(sentence in article["text"] for sentence in meeting["evidence"])
                assert meeting["trigger"]

    def test_is_counted_right_in_the_readme(self, path: Path) -> None:
        readme = (SEEDS / "README.md").read_text(encoding="utf-8")
        articles = read(path)
        meetings = sum(len(article["meetings"]) for article in articles)
        assert f"| `annotated/{path.name}` | {len(articles)} | {meetings} |" in readme


def test_no_article_is_both_trained_on_and_unseen() -> None:
    files = {path.name: read(path) for path in [*FILES, *ANNOTATED]}
    unseen = files.pop("unseen.jsonl")
    trained = [article for articles in files.values() for article in articles]
    assert not {a["id"] for a in unseen} & {a["id"] for a in trained}
    assert not {a["text"] for a in unseen} & {a["text"] for a in trained}


def test_the_unseen_articles_are_enough_and_have_every_status() -> None:
    unseen = read(SEEDS / "annotated" / "unseen.jsonl")
    assert len(unseen) >= 30
    statuses = Counter(meeting["status"] for article in unseen for meeting in article["meetings"])
    assert set(statuses) == set(Status)
    assert all(times >= 2 for times in statuses.values())
