"""How often each phenomenon is read right, and whether a higher confidence is right more often.

    python bench/phenomena.py [GOLD.jsonl …]

Without arguments: the articles that the models have not seen (`seeds/annotated/unseen.jsonl`), and the
development articles where `../shared/eval` is there. "found" is the share of the gold ones.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from app.guideline_form import read_article_form
from app.ingest import today
from extractors.clean import RawArticle, read_article
from extractors.gold import GoldArticle, GoldMeeting
from extractors.matching import align, match_participants, same_participant
from extractors.pipeline import Extractor

ROOT = Path(__file__).resolve().parent.parent
UNSEEN = ROOT / "seeds" / "annotated" / "unseen.jsonl"
DEVELOPMENT = ROOT.parent / "shared" / "eval"
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)


class Shares:
    """Right ones among all, by name."""

    def __init__(self) -> None:
        self._right: defaultdict[str, int] = defaultdict(int)
        self._all: defaultdict[str, int] = defaultdict(int)

    def add(self, name: str, right: bool) -> None:
        self._right[name] += right
        self._all[name] += 1

    def lines(self) -> Iterator[str]:
        for name in sorted(self._all):
            share = self._right[name] / self._all[name]
            yield f"  {name:34} {share:5.2f}   {self._right[name]:4} of {self._all[name]}"


class Report:
    """What is counted over all articles."""

    def __init__(self) -> None:
        self.tables: defaultdict[str, Shares] = defaultdict(Shares)

    def article(self, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
        mine, theirs = (
            GoldArticle.model_validate(gold).meetings,
            GoldArticle.model_validate(predicted).meetings,
        )
        pairs = align(mine, theirs)
        for i, meeting in enumerate(gold["meetings"]):
            told = predicted["meetings"][pairs[i]] if i in pairs else None
            self._meeting(meeting, told)
            found = _places_of(mine[i], theirs[pairs[i]]) if told else {}
            for at, one in enumerate(meeting["participants"]):
                self.tables["participants found, by how they are put"].add(one["via"], at in found)
                if told and at in found:
                    role = told["participants"][found[at]]["role"]
                    self.tables["role right, by role"].add(one["role"], one["role"] == role)
        back = {j: i for i, j in pairs.items()}
        for j, told in enumerate(predicted["meetings"]):
            self._sure(
                told, gold["meetings"][back[j]] if j in back else None, mine[back[j]] if j in back else None
            )

    def _meeting(self, meeting: Mapping[str, Any], told: Mapping[str, Any] | None) -> None:
        sides = len({one["party"] for one in meeting["participants"]})
        form = {2: "bilateral", 3: "trilateral"}.get(sides, "multilateral")
        self.tables["meetings found, by format"].add(form, told is not None)
        self.tables["meetings found, by status"].add(meeting["status"], told is not None)
        self.tables["meetings found, by channel"].add(meeting["channel"], told is not None)
        if told is None:
            return
        self.tables["status right, by status"].add(meeting["status"], meeting["status"] == told["status"])
        self.tables["channel right, by channel"].add(
            meeting["channel"], meeting["channel"] == told["channel"]
        )
        self.tables["date right, by precision"].add(meeting["date"]["precision"], _same_days(meeting, told))
        stated = "stated" if meeting["place"] else "none"
        self.tables["place country right, by place"].add(stated, _country(meeting) == _country(told))

    def _sure(
        self, told: Mapping[str, Any], gold: Mapping[str, Any] | None, parsed: GoldMeeting | None
    ) -> None:
        """The calibration: what was claimed with which confidence, and whether it was right."""
        self.tables["confidence of a report: it is a meeting"].add(_bin(told["confidence"]), gold is not None)
        if gold is None or parsed is None:
            return
        for one in told["participants"]:
            mine = GoldArticle.model_validate({"id": "", "meetings": [{**told, "participants": [one]}]})
            right = any(same_participant(g, mine.meetings[0].participants[0]) for g in parsed.participants)
            self.tables["confidence of a participant"].add(_bin(one["confidence"]), right)
        sure = told["certainty"]
        self.tables["certainty of the status"].add(_bin(sure["status"]), gold["status"] == told["status"])
        self.tables["certainty of the date"].add(_bin(sure["date"]), _same_days(gold, told))
        self.tables["certainty of the place"].add(_bin(sure["place"]), _country(gold) == _country(told))


def _places_of(gold: GoldMeeting, predicted: GoldMeeting) -> dict[int, int]:
    """Where each gold participant that was found stands among the predicted ones."""
    pairs = match_participants(gold.participants, predicted.participants)
    return {
        next(at for at, one in enumerate(gold.participants) if one is mine): next(
            at for at, one in enumerate(predicted.participants) if one is theirs
        )
        for mine, theirs in pairs
    }


def _same_days(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one["date"].get(edge) == other["date"].get(edge) for edge in ("start", "end"))


def _country(meeting: Mapping[str, Any]) -> str | None:
    place = meeting["place"]
    return place.get("country") if place else None


def _bin(value: float) -> str:
    low, high = next((low, high) for low, high in pairwise(BINS) if low <= value < high)
    return f"{low:.2f} to {min(high, 1.0):.2f}"


def _predictions(files: Iterable[Path]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    extractor = Extractor()
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            told = {key: gold.get(key) for key in ("title", "source", "published", "text")}
            article = read_article(RawArticle.model_validate(told), today=today()).article
            form = read_article_form(gold["id"], extractor.extract(article))
            yield gold, json.loads(form.model_dump_json())


def main() -> None:
    files = [Path(name) for name in sys.argv[1:]]
    if not files:
        files = [UNSEEN, *sorted(DEVELOPMENT.glob("dev_*.jsonl"))]
        if len(files) == 1:
            sys.stderr.write(f"{DEVELOPMENT} is not there: only {UNSEEN.name} is measured\n")
    report = Report()
    for gold, predicted in _predictions(files):
        report.article(gold, predicted)
    sys.stdout.write(", ".join(path.name for path in files) + "\n")
    for title, shares in report.tables.items():
        sys.stdout.write(f"\n{title}\n" + "\n".join(shares.lines()) + "\n")


if __name__ == "__main__":
    main()
