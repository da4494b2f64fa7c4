"""The two seeds beside the project: their names are joined, or put to a person, as the gold answers say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bench.corpora import SHARED

from whosays.case import Case
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import DocumentId

SEEDS, GOLD = SHARED / "seeds", SHARED / "gold"
pytestmark = pytest.mark.skipif(not (GOLD.exists() and has_model("en")), reason="needs the shared seeds and the English model")

Span = tuple[int, int]


class Seeds:
    """The case of both seeds: which entities stand at a place, and which two are one or proposed as one."""

    def __init__(self, case: Case) -> None:
        self.docs = {doc.name[:3]: doc.id for doc in case.documents()}
        with case.view() as view:
            self.entity_of = dict(view.who.of_member)
            self.rows = [entry for entry in view.entries() if entry.at.doc == self.docs["001"]]
            places = [(m.at, m.id) for m in view.mentions()] + [(e.name_at, e.id) for e in view.entries()]
        self.places = [(at.doc, at.start, at.end, str(one)) for at, one in places if one in self.entity_of]
        self.proposed = {frozenset((c.a.entity.id, c.b.entity.id)): c.reason for c in case.candidates()}

    def at(self, seed: str, spans: list[Span]) -> set[str]:
        """Return the entities that stand at the spans, each by the mention that shares most with it."""
        return {entity for span in spans for entity in self._at(self.docs[seed], *span)}

    def _at(self, doc: DocumentId, start: int, end: int) -> Iterator[str]:
        near = [(min(e, end) - max(s, start), s - e, one) for where, s, e, one in self.places if where == doc]
        found = max((each for each in near if each[0] > 0), default=None)
        if found:
            yield self.entity_of[found[2]]

    def tie(self, ours: set[str], theirs: set[str]) -> bool:
        """Ask whether every one of the entities is one with, or proposed as one with, some other of them, all being tied."""
        left = {*ours, *theirs}
        todo = [left.pop()]
        while todo:
            one = todo.pop()
            near = {other for other in left if frozenset((one, other)) in self.proposed}
            left -= near
            todo += near
        return not left


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Seeds:
    with Case.new(tmp_path_factory.mktemp("seeds") / "case") as case:
        case.add(sorted(SEEDS.glob("*.txt")), jobs=1)
        return Seeds(case)


def gold(*relations: str) -> list[dict[str, object]]:
    if not GOLD.exists():
        return []
    lines = (GOLD / "crosslinks.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["relation"] in relations]


def sides(seeds: Seeds, row: dict[str, object]) -> tuple[set[str], set[str]]:
    ours, theirs = seeds.at("000", row["mentions_000"]), seeds.at("001", row["mentions_001"])  # type: ignore[arg-type]
    assert ours
    assert theirs
    return ours, theirs


@pytest.mark.parametrize("row", gold("same"), ids=lambda row: row["a"])
def test_what_is_the_same_is_one_or_proposed_as_one(seeds: Seeds, row: dict[str, object]) -> None:
    ours, theirs = sides(seeds, row)
    assert ours & theirs or seeds.tie(ours, theirs)


@pytest.mark.parametrize("row", gold("different", "related-not-same"), ids=lambda row: f"{row['a']}-{row['b']}")
def test_what_is_different_is_not_one_and_not_proposed(seeds: Seeds, row: dict[str, object]) -> None:
    ours, theirs = sides(seeds, row)
    assert not ours & theirs
    assert not [pair for pair in seeds.proposed if pair & ours and pair & theirs]


@pytest.mark.parametrize("row", gold("branch-ambiguous"), ids=lambda row: row["b"])
def test_a_branch_is_put_to_a_person(seeds: Seeds, row: dict[str, object]) -> None:
    ours, theirs = sides(seeds, row)
    assert not ours & theirs
    assert [pair for pair in seeds.proposed if pair & ours and pair & theirs]


def test_the_rows_of_the_register_are_111_organisations(seeds: Seeds) -> None:
    assert len(seeds.rows) == 112
    entities = {seeds.entity_of[row.id] for row in seeds.rows}
    assert len(entities) == 111
    assert not [pair for pair in seeds.proposed if pair <= entities]
