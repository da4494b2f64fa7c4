"""The record does not depend on the order in which documents were added, nor on how many at a time. All of it is invented."""

from __future__ import annotations

import re
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.case import Case
from whosays.case.intake import adding
from whosays.line import read_original

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from whosays.line import Original, Outcome

_SALMON = (
    "The weir at Oldbridge has lost a third of its salmon since the gates were closed in the winter of the great flood, and the"
    " Halden Reading Society (HRS) asks that they be opened again before the spring."
)
_NOTE = "1 https://example.org/weir"
# Documents that share words, names in several writings, claims of one thing, notes, quotations, a list, several languages.
PAPERS = {
    "a.txt": "Fiction. 3 May 2021\n\nThe Halden Reading Society (HRS) says that the weir lost 9,000 salmon.1"
    f" {_SALMON}\n\n{_NOTE}\n",
    "b.txt": f"Fiction. 9 June 2022\n\nThe Halden Reading Socety said that the weir lost 9,000 salmon in 2021. {_SALMON}\n",
    "c.txt": "Fiction.\n\nMembers\n\n"
    "1. Halden Reading Society, Norway\n2. Quay Library, Norway\n3. Halden Reading Club, Kenya\n",
    "d.txt": f"Fiction. 4 June 2022\n\nAne Kverndal wrote: “{_SALMON}” Kverndal praised the Quay Library of Halden.1"
    f"\n\n{_NOTE}\n",
    "e.txt": "Fiction.\n\nقالت مكتبة هالدن إن السد خسر 9,000 سمكة. انضمت مكتبة هالدن إلى نادي القراءة.\n",
    "f.txt": "Fiction. 1 July 2023\n\nAccording to the Halden Reading Club, the weir never lost 9,000 salmon in 2021."
    " HRS denied it.\n",
    "g.html": "<html><head><title>Halden Reading Society</title></head><body><article><h1>News of the weir</h1>"
    f"<p>{_SALMON}</p><p>The Quay Library [Library of the Quay] says that the reading room is open."
    " #OpenTheWeir #open_the_weir</p></article></body></html>",
}


@pytest.fixture(scope="module", autouse=True)
def reading() -> Iterator[None]:
    """Read each document once: what is asked here is what comes after."""
    outcomes: dict[str, Outcome] = {}

    def known(task: Original) -> Outcome:
        if task.capture.id not in outcomes:
            outcomes[task.capture.id] = read_original(task)
        return outcomes[task.capture.id]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(adding, "read_original", known)
        yield


def record_of(batches: Sequence[Sequence[str]]) -> dict[str, str]:
    """Add documents, some at a time, and return the files of the export; when a file was added is left out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for paper, words in PAPERS.items():
            (folder / paper).write_text(words, encoding="utf-8")
        with Case.new(folder / "case") as case:
            for batch in batches:
                case.add([folder / paper for paper in batch], jobs=1, strict=True)
            files = list(case.export(folder / "export"))
        told = {path.name: path.read_text(encoding="utf-8") for path in files}
    return {name: re.sub(r'"(?:fetched_at|made_at)":"[^"]*"', "", words) for name, words in told.items()}


@pytest.fixture(scope="module")
def at_once(reading: None) -> dict[str, str]:
    return record_of([list(PAPERS)])


def test_the_documents_are_linked_in_every_way_that_rests_on_several(at_once: dict[str, str]) -> None:
    kinds = set(re.findall(r'"kind":"(same|reuses|quotes|narrower|links_to|cites)"', at_once["links.jsonl"]))
    assert kinds == {"same", "reuses", "quotes", "narrower", "links_to", "cites"}


@settings(max_examples=12)
@given(order=st.permutations(list(PAPERS)), cuts=st.sets(st.integers(1, len(PAPERS) - 1)))
def test_any_order_and_any_batches_give_the_same_record(at_once: dict[str, str], order: list[str], cuts: set[int]) -> None:
    ends = [0, *sorted(cuts), len(order)]
    pieces = [order[start:end] for start, end in pairwise(ends)]
    assert record_of(pieces) == at_once
