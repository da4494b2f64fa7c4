"""Tests of `trace.propositions`: which claims are proposed as one, which kind of link they get, and why."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from whosays.case import Case
from whosays.trace.propositions import find_propositions
from whosays.trace.wording import Names, most_named_first, read_wordings

if TYPE_CHECKING:
    from whosays.records import Link


# A question states nothing, and is long enough for its language to be told.
FILL = {
    "en": "Who would not like to walk along the old quay on a warm summer evening with friends",
    "fr": "Qui ne voudrait pas se promener avec ses amis sur le vieux quai par une chaude soirée d'été",
}


def propose(folder: Path, language: str = "en", **texts: str) -> list[Link]:
    """Return the links between the claims of texts, each a document of its own."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(f"{text}\n\n{FILL[language]} {name}?\n", encoding="utf-8")
    with Case.new(folder / "case") as case:
        case.add(sorted(folder.glob("*.txt")), jobs=1)
        with case.view() as view:
            return [link for link in view.links() if link.by == "trace/propositions"]


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        ("The Lenn Museum holds 40 ship models.", "The Lenn Museum holds 40 ship models.", "same"),
        ("The Lenn Museum was founded in 1921.", "The Lenn Museum was founded by sailors in Porthaven in 1921.", "narrower"),
        ("The Lenn Museum holds 40 ship models.", "The Lenn Museum holds 55 ship models.", "contradicts"),
        ("The Lenn Museum sold its ship models.", "The Lenn Museum did not sell its ship models.", "contradicts"),
        ("The Lenn Museum holds 40 ship models.", "Rain fell on the harbour all week.", None),
        ("The Lenn Museum holds 40 ship models.", "The Lenn Museum hired a new cook.", None),
        (
            "Le musée du Lac possède 40 maquettes de navires anciens.",
            "Le musée du Lac possédait 40 maquettes de navires.",
            "same",
        ),
    ],
)
def test_kinds(tmp_path: Path, a: str, b: str, kind: str | None) -> None:
    links = propose(tmp_path, "fr" if "musée" in a else "en", a=a, b=b)
    assert [link.kind for link in links] == ([kind] if kind else [])
    assert all(link.status == "candidate" and link.reason and len(link.evidence) == 2 for link in links)


@pytest.mark.parametrize("turned", [False, True])
def test_a_narrower_claim_leads_to_the_wider_one_whichever_comes_first(tmp_path: Path, turned: bool) -> None:
    wide, narrow = "The Lenn Museum was founded in 1921.", "The Lenn Museum was founded by sailors in Porthaven in 1921."
    (link,) = propose(tmp_path, **({"a": narrow, "b": wide} if turned else {"a": wide, "b": narrow}))
    assert [at.text for at in link.evidence] == [narrow[:-1], wide[:-1]]


def test_a_contradiction_says_wherein(tmp_path: Path) -> None:
    holds, denied = "The Lenn Museum holds 40 ship models.", "The Lenn Museum did not sell its ship models."
    (tmp_path / "polarity").mkdir()
    (link,) = propose(tmp_path, a=holds, b=holds.replace("40", "55"))
    here, there = (" ".join(re.findall(r"\d+", at.text)) for at in link.evidence)
    assert (link.reason or "").startswith(f"{here} here and {there} there; ")
    (link,) = propose(tmp_path / "polarity", a=denied, b=denied.replace("did not sell", "sold"))
    assert (link.reason or "").startswith("one says it and one denies it; ")


def test_a_person_can_check_the_reason(tmp_path: Path) -> None:
    [link] = propose(tmp_path, a="The Lenn Museum holds 40 ship models.", b="The Lenn Museum holds 40 ship models.")
    assert link.reason == "both name Lenn Museum; both have hold, model, ship; both give 40; 100 % of the shorter one"


def test_what_one_document_says_twice_is_a_restatement(tmp_path: Path) -> None:
    [link] = propose(tmp_path, a="The Lenn Museum holds 40 ship models.\n\nIn all, the Lenn Museum holds 40 models of ships.")
    assert link.kind == "restates"


def test_the_order_of_claims_does_not_matter_and_time_grows_with_their_number(tmp_path: Path) -> None:
    things = ("weir", "mill", "quay", "choir", "ferry", "lock", "barge", "orchard")
    verbs = ("holds", "sold", "painted", "mended", "counted", "lost")
    lines = [
        f"The {things[n % 8]} keepers of Place {n} {verbs[n % 6]} {n} {things[(n // 8) % 8]}s in {1900 + n % 90}."
        for n in range(240)
    ]
    (tmp_path / "long.txt").write_text("\n\n".join(lines), encoding="utf-8")
    with Case.new(tmp_path / "case") as case:
        case.add([tmp_path / "long.txt"], jobs=1)
        with case.view() as view:
            claims, docs = list(view.claims()), list(view.documents())
            names = Names(view.mentions(), most_named_first(view.entities()))
    wordings = read_wordings(claims, docs, names)
    found = list(find_propositions(wordings, claims, names.called))
    mixed = list(wordings)
    random.Random(5).shuffle(mixed)
    assert list(find_propositions(mixed, claims, names.called)) == found
    started = time.process_time()
    list(find_propositions(wordings, claims, names.called))
    assert time.process_time() - started < 30
