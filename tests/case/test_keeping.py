"""What a stage found of the whole case is kept, also where others work on the case meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.store.making import claim_of, passages_of, place, put, run_of

from whosays.case.together.keeping import keep_found
from whosays.records import Link, LinkId, make_id
from whosays.store.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.records import Document

RIVER, QUAY, MILL = "The river is clean.", "The quay is closed.", "The mill is for sale."  # fiction


def link_of(a: Document, b: Document) -> Link:
    one, other = claim_of(a, a.text[4:-1]), claim_of(b, b.text[4:-1])
    evidence = (place(a, a.text[4:-1]), place(b, b.text[4:-1]))
    return Link(id=LinkId(make_id("lnk", one.id, other.id)), kind="same", a=one.id, b=other.id, evidence=evidence, by="test")


def test_links_of_a_document_that_was_removed_since_they_were_found_are_passed_over(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case") as store:
        with store.write() as writer:
            river, quay, mill = (put(writer, text, f"{text[4:8]}.txt") for text in (RIVER, QUAY, MILL))
        found = [link_of(river, quay), link_of(river, mill)]
        with store.write() as writer:
            writer.remove(quay.id)
        assert keep_found(store, run_of(name="same"), found) == 2
        with store.view() as view:
            assert list(view.links()) == [found[1]]


def test_links_on_words_that_a_new_reading_has_no_more_are_passed_over(tmp_path: Path) -> None:
    with Store.create(tmp_path / "case") as store:
        with store.write() as writer:
            river, quay, mill = (put(writer, text, f"{text[4:8]}.txt") for text in (RIVER, QUAY, MILL))
        found = [link_of(river, quay), link_of(river, mill)]
        again = replace(quay, text="The quay was open.", made_by="text 2")
        with store.write() as writer:
            writer.put_document(again, passages_of(again))
        keep_found(store, run_of(name="same"), found)
        with store.view() as view:
            assert list(view.links()) == [found[1]]
