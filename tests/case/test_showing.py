"""A notebook shows a case and its records as tables, whatever stands in them."""

from __future__ import annotations

import pickle
import re
from html import unescape
from typing import TYPE_CHECKING

import msgspec
import pytest

import whosays
from whosays.case import Case
from whosays.case.asking.showing import Records
from whosays.text.syntax import has_model

if TYPE_CHECKING:
    from pathlib import Path

ODD = "The library said that <script>alert(1)</script> & the lift are late.\n"
ARABIC = "قالت إدارة الميناء إن الرافعة جاهزة، وإن العمل يبدأ يوم الأحد.\n"
PERSIAN = "کتابخانهٔ بندر گفت که سالن تازه باز است.\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    papers = tmp_path / "papers"
    papers.mkdir()
    for name, words in {"odd <b>.txt": ODD, "arabic.txt": ARABIC, "persian.txt": PERSIAN}.items():
        (papers / name).write_text(words, encoding="utf-8")
    case = Case.new(tmp_path / "harbour & library")
    case.add([papers], jobs=1)
    return case


def html(records: object) -> str:
    assert isinstance(records, Records)
    return records._repr_html_()


def test_a_case_tells_how_much_there_is(case: Case) -> None:
    assert "harbour &amp; library" in case._repr_html_()
    assert re.search(r"<td[^>]*>documents</td><td[^>]*>3</td>", case._repr_html_())


@pytest.mark.parametrize("kind", ["documents", "claims", "mentions", "names", "lists", "notes", "events", "links", "problems"])
def test_every_list_is_shown_and_is_a_list(case: Case, kind: str) -> None:
    found = getattr(case, kind)()
    assert isinstance(found, Records)
    assert found == list(found)
    shown = html(found)
    tags = {tag.split()[0].strip("</>") for tag in re.findall(r"<[^>]+>", shown)}
    assert tags <= {"table", "thead", "tr", "th", "td", "p"}
    assert shown.count("<tr>") == (len(found) + 1 if found else 0)


@pytest.mark.skipif(not has_model("en"), reason="needs the English model")
def test_words_are_escaped_and_whole(case: Case) -> None:
    shown = html(case.claims())
    assert "<script>" not in shown
    assert "odd <b>.txt" in unescape(shown)
    for claim in case.claims():
        assert " ".join(claim.content[0].text.split()) in unescape(shown)


def test_each_cell_runs_as_its_own_words_do(case: Case) -> None:
    assert html(case.documents()).count('dir="auto"') == 3 * 5


def test_a_slice_is_shown_too_and_a_long_list_is_cut(case: Case) -> None:
    docs = case.documents()
    assert html(docs[:2]).count("<tr>") == 3
    assert "… 10 more" in html(Records([docs[0]] * 60, case))
    assert "<p>nothing</p>" in html(docs[:0])


def test_a_closed_case_can_still_be_shown(case: Case) -> None:
    found = case.documents()
    case.close()
    assert "arabic.txt" in html(found)


def test_programs_take_it_for_a_list(case: Case) -> None:
    assert msgspec.json.encode(case.documents()) == msgspec.json.encode(list(case.documents()))
    assert pickle.loads(pickle.dumps(list(case.documents()))) == case.documents()


def test_the_package_opens_a_case(case: Case) -> None:
    with whosays.open(case.folder) as again:
        assert again.documents() == case.documents()
