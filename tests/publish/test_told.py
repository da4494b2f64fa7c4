"""What the exports for other programs have in common."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.publish.small_case import NOTICE, SmallCase, at, empty

from whosays.anchors import BadAnchor
from whosays.plugins import EXPORTERS
from whosays.publish.programs.told import Kept, chain_words, holder_words
from whosays.publish.view import Leaving
from whosays.records import Anchor, Claim, Holder

if TYPE_CHECKING:
    from pathlib import Path

    from whosays.plugins import Exporter

OTHERS = [exporter for exporter in EXPORTERS if exporter.name in {"ftm", "csl", "graphml", "gexf", "ics"}]
each = pytest.mark.parametrize("export", OTHERS, ids=lambda exporter: exporter.name)


def files(export: Exporter, case: SmallCase, folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in export(case, folder)}


def left_out(folder: Path) -> dict[tuple[str, str], int]:
    rows = map(json.loads, (folder / "left-out.jsonl").read_text(encoding="utf-8").splitlines())
    return {(row["kind"], row["why"]): row["count"] for row in rows}


@each
def test_the_order_of_records_in_the_case_does_not_matter(export: Exporter, tmp_path: Path) -> None:
    assert files(export, SmallCase(), tmp_path / "a") == files(export, SmallCase().turned(), tmp_path / "b")


@each
def test_an_empty_case_gives_files_too(export: Exporter, tmp_path: Path) -> None:
    made = files(export, empty(), tmp_path)
    assert len(made) == 2
    assert made["left-out.jsonl"] == b""


@each
def test_no_rejected_record_is_told(export: Exporter, tmp_path: Path) -> None:
    case = SmallCase()
    case.decided |= {"cit-2": "rejected", "evt-tide": "rejected", "clm-owns": "rejected"}
    told = b"".join(files(export, case, tmp_path).values()).decode()
    words = {"ftm": ["clm-rejected", "clm-owns", "Ownership", "evt-tide"], "csl": ["Boats; a guide"], "ics": ["Tide Day; 2020"]}
    for one in words.get(export.name, ["clm-rejected", "clm-owns"]):
        assert one not in told


@each
def test_words_that_are_not_the_documents_stop_an_export(export: Exporter, tmp_path: Path) -> None:
    case = SmallCase()
    wrong = Anchor(doc=NOTICE.id, start=0, end=3, text="boo")
    field = {"csl": "all_citations", "ics": "all_events"}.get(export.name, "all_mentions")
    records = list(getattr(case, field))
    place = "note" if field == "all_citations" else "at"
    setattr(case, field, [replace(records[0], **{place: wrong}), *records[1:]])
    with pytest.raises(BadAnchor):
        list(export(case, tmp_path))


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    kept = Kept(Leaving(SmallCase()))
    claims = [claim.id for claim in kept.of("claims", Claim)]
    kept.leave_out("events", "they have no date")
    kept.leave_out("events", "they have no date", 2)
    kept.leave_out("events", "there is none", 0)
    kept.write_left_out(tmp_path)
    assert "clm-rejected" not in claims
    assert left_out(tmp_path) == {("claims", "somebody rejected them"): 1, ("events", "they have no date"): 3}


def test_every_claim_has_its_holder() -> None:
    kept = Kept(Leaving(SmallCase()))
    held = {str(claim.id): kept.held_by(claim) for claim in kept.of("claims", Claim)}
    assert held["clm-leads"] == "The Harbour Post"
    assert held["clm-owns"] == "(author of notice.html)"
    assert held["clm-hidden"] == "(hidden)"
    assert held["clm-arabic"] == "جوقة المد"
    chains = {str(claim.id): chain_words(claim) for claim in kept.of("claims", Claim)}
    assert chains["clm-leads"] == "(author): assert > The Harbour Post: assert"


def test_whom_a_holders_words_refer_to_is_told() -> None:
    assert holder_words(Holder(kind="named", at=at("It"), refers_to=at("Tide Choir"))) == "It (Tide Choir)"
    assert holder_words(Holder(kind="author", refers_to=at("Tide Choir"))) == "(author: Tide Choir)"
