"""What a statement of somebody else may do: decided by the plan that Neo4j makes of it.

Neo4j Community knows no rights on labels, and what is private lies in the same database. So a statement
may find nodes by a label that is public and go on along relationships of types that are public, and in no
other way: what has no public label and hangs on no public type cannot be reached, nor its properties be
counted, compared or returned. Whatever a plan does that is not known to be harmless is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import CypherRefused

PUBLIC_LABELS = frozenset(
    {"Article", "Edition", "Report", "Meeting", "Version", "Actor", "Person", "Office", "Country"}
    | {"Organization", "Place", "Name", "Slot", "Judgement"}
)
PUBLIC_TYPES = frozenset(
    {"REPORTS", "MENTIONS", "HAD", "OF", "NAMES", "AT", "PARTICIPATED_IN", "HELD_IN", "IN", "HOLDS", "MET"}
    | {"STANDS_FOR", "IN_SLOT", "WAS", "WAS_IN", "WAS_HELD_IN"}
)
PROCEDURES = frozenset(
    {"db.labels", "db.relationshiptypes", "db.propertykeys", "db.index.fulltext.querynodes"}
)

_HARMLESS = frozenset(
    {"ProduceResults", "Projection", "Filter", "Limit", "ExhaustiveLimit", "Skip", "Sort", "PartialSort"}
    | {"Top", "PartialTop", "Top1WithTies", "Distinct", "OrderedDistinct", "EagerAggregation"}
    | {"OrderedAggregation", "Apply", "SemiApply", "AntiSemiApply", "LetSemiApply", "LetAntiSemiApply"}
    | {"SelectOrSemiApply", "SelectOrAntiSemiApply", "LetSelectOrSemiApply", "LetSelectOrAntiSemiApply"}
    | {"RollUpApply", "ConditionalApply", "AntiConditionalApply", "Optional", "Argument", "EmptyRow"}
    | {"EmptyResult", "Eager", "CacheProperties", "CartesianProduct", "NodeHashJoin", "ValueHashJoin"}
    | {"NodeLeftOuterHashJoin", "NodeRightOuterHashJoin", "Union", "OrderedUnion", "Unwind"}
    | {"ProjectEndpoints", "TriadicSelection", "TriadicBuild", "TriadicFilter", "Repeat(Trail)"}
    | {"BidirectionalRepeat(Trail)", "NullifyMetadata", "NodeCountFromCountStore"}
    | {"AssertSameNode", "AssertSameRelationship"}
)
_BY_LABEL = frozenset(
    {"NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan"}
    | {"SubtractionNodeByLabelsScan", "NodeIndexSeek", "NodeUniqueIndexSeek", "NodeIndexSeekByRange"}
    | {"NodeUniqueIndexSeekByRange", "NodeIndexScan", "NodeIndexContainsScan", "NodeIndexEndsWithScan"}
)
_BY_TYPE = re.compile(
    r"(?:Optional)?Expand\((?:All|Into)\)|VarLengthExpand\([\w,]+\)"
    r"|ShortestPath|(?:Directed|Undirected)(?:Union)?RelationshipTypes?Scan"
    r"|(?:Directed|Undirected)RelationshipIndex(?:Seek|Scan|ContainsScan|EndsWithScan|SeekByRange)"
)

_NAME = r"(?:`\w+`|\w+)"
_LABELS = re.compile(rf"(?:(?:UNIQUE|RANGE INDEX|TEXT INDEX|POINT INDEX) )?{_NAME}:(?P<names>[\w`|&!]+)")
_STEP = rf"\({_NAME}?\)<?-\[{_NAME}?:(?P<names>[\w`|]+)[^\]]*\]->?\({_NAME}?\)"
_TYPES = re.compile(rf"(?:(?:RANGE|TEXT|POINT) INDEX )?(?:{_NAME} = )?{_STEP}")
_COUNTED = re.compile(r"count\( \([^)]*\)-\[:(?P<names>[\w`|]+)\]->\([^)]*\) \)")
_HIDDEN = re.compile(r"\b(?:EXISTS|COUNT|COLLECT)\s*\{|\b(?:allS|s)hortestPath\s*\(", re.IGNORECASE)


def check_plan(plan: Mapping[str, Any]) -> None:
    """Raises CypherRefused."""
    for name, details in _operators(plan):
        _check_operator(name, details)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    waiting = [plan]
    while waiting:
        one = waiting.pop()
        yield str(one["operatorType"]).split("@")[0], str(one.get("args", {}).get("Details", ""))
        waiting.extend(one.get("children", ()))


def _check_operator(name: str, details: str) -> None:
    if _HIDDEN.search(details):
        raise CypherRefused(
            "A subquery or a pattern inside of an expression is not allowed, for its plan is not shown: "
            "put it into a clause of its own (CALL { … }, WHERE EXISTS { … }, OPTIONAL MATCH)."
        )
    if name in _HARMLESS:
        return
    if name in _BY_LABEL:
        _all_public(_LABELS.match(details), PUBLIC_LABELS, "label")
    elif _BY_TYPE.fullmatch(name):
        _all_public(_TYPES.match(details), PUBLIC_TYPES, "type of relationship")
    elif name == "RelationshipCountFromCountStore":
        _all_public(_COUNTED.match(details), PUBLIC_TYPES, "type of relationship")
    elif name == "ProcedureCall":
        _check_procedure(details)
    else:
        raise CypherRefused(_WHY.get(name) or f"{name} is not allowed here.")


def _all_public(found: re.Match[str] | None, public: frozenset[str], what: str) -> None:
    names = re.findall(r"\w+", found["names"]) if found else []
    if not names:
        raise CypherRefused(f"Every step needs a {what}: one of {', '.join(sorted(public))}.")
    if unknown := sorted(set(names) - public):
        raise CypherRefused(f"{unknown[0]} is no {what} to be asked for; {', '.join(sorted(public))} are.")


def _check_procedure(details: str) -> None:
    called = details.split("(")[0].strip()
    if called.lower() not in PROCEDURES:
        raise CypherRefused(f"The procedure {called} is not allowed; {', '.join(sorted(PROCEDURES))} are.")


_NAME_A_LABEL = f"Name a label of what is looked for, one of {', '.join(sorted(PUBLIC_LABELS))}: (n:Meeting)."
_WHY = {
    "AllNodesScan": _NAME_A_LABEL,
    "NodeByIdSeek": _NAME_A_LABEL,
    "NodeByElementIdSeek": _NAME_A_LABEL,
    "DirectedAllRelationshipsScan": f"Name a type of relationship, one of {', '.join(sorted(PUBLIC_TYPES))}.",
    "UndirectedAllRelationshipsScan": f"Name a type of relationship: {', '.join(sorted(PUBLIC_TYPES))}.",
    "LoadCSV": "LOAD CSV is not allowed: nothing is read from files or addresses.",
    "TransactionApply": "CALL … IN TRANSACTIONS is not allowed: a statement runs in one transaction.",
    "TransactionForeach": "CALL … IN TRANSACTIONS is not allowed: a statement runs in one transaction.",
}
_WHY |= {
    f"StatefulShortestPath({how})": "Use shortestPath((a)-[:PARTICIPATED_IN*..6]-(b)): the plan of SHORTEST "
    "does not say along what it goes."
    for how in ("All", "Into")
}
