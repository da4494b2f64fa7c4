"""The export for programs for references, rendered by citeproc-py."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pytest
from tests.publish.small_case import NOTICE, PERSIAN, SmallCase
from tests.publish.test_told import left_out

from whosays.publish.programs import csl
from whosays.sources import source_id

# An author-date style of our own: what a reader sees of an item.
STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-GB">
  <info><title>All that is known</title><id>http://example.org/style</id><updated>2020-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix=".">
    <group delimiter=". ">
      <names variable="author"><name/></names>
      <text variable="title"/>
      <text variable="publisher"/>
      <date variable="issued">
        <date-part name="day" suffix=" "/><date-part name="month" suffix=" "/><date-part name="year"/>
      </date>
      <text variable="URL"/>
      <date variable="accessed" form="numeric" date-parts="year-month-day"/>
    </group>
  </layout></bibliography>
</style>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    list(csl.export(SmallCase(), tmp_path))
    return tmp_path


def items(folder: Path) -> dict[str, dict[str, object]]:
    return {one["id"]: one for one in json.loads((folder / "references.json").read_text(encoding="utf-8"))}


def rendered(folder: Path, tmp_path: Path) -> dict[str, str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    style = tmp_path / "style.csl"
    style.write_text(STYLE, encoding="utf-8")
    every = items(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every variable that it does not know, `custom` among them
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(str(style), validate=False), CiteProcJSON([*every.values()]), formatter.plain
        )
        for name in every:
            bibliography.register(Citation([CitationItem(name)]))
        return dict(zip(every, map(str, bibliography.bibliography()), strict=True))


def test_a_reader_of_references_renders_every_item(folder: Path, tmp_path: Path) -> None:
    shown = rendered(folder, tmp_path)
    assert shown[NOTICE.id] == (
        "Ann Example. Notice of the harbour. Harbour Post. May 2020. https://example.org/notice. 02/01/2026."
    )
    assert shown[PERSIAN.id].startswith("بیانیه.txt. 3 May 2020")
    assert shown["cit-2"].startswith("Ann Example, Boats; a guide, 1998")


def test_each_item_is_a_document_or_what_notes_cite_once(folder: Path) -> None:
    post = source_id("https://example.com/post/7")
    assert {name: one["type"] for name, one in items(folder).items()} == {
        "doc-notice": "webpage",
        "doc-arabic": "document",
        "doc-persian": "document",
        post: "webpage",
        "cit-2": "document",
    }


def test_an_item_has_the_exact_words_of_each_note_that_cites_it(folder: Path) -> None:
    def cited(name: str) -> list[tuple[int, str]]:
        custom = items(folder)[name]["custom"]
        for one in custom["cited_in"]:  # type: ignore[index]
            assert NOTICE.text[one["start"] : one["end"]] == one["words"]
            assert (one["document"], one["status"]) == ("notice.html", "proposed")
        return [(one["number"], one["words"]) for one in custom["cited_in"]]  # type: ignore[index]

    assert cited("doc-notice") == [(1, "See https://www.example.org/notice#top")]
    assert cited("cit-2") == [(2, "Ann Example, Boats; a guide, 1998."), (3, "Ibid.")]
    assert [number for number, _ in cited(source_id("https://example.com/post/7"))] == [5, 6]


def test_a_note_that_cites_nothing_is_counted(folder: Path) -> None:
    assert left_out(folder) == {("citations", "they cite nothing: comments, and repeats of a note that is not there"): 1}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("soon", None),
        ("2020", {"date-parts": [[2020]]}),
        ("2020-05-03", {"date-parts": [[2020, 5, 3]]}),
        ("2020-05~", {"date-parts": [[2020, 5]], "circa": True}),
        ("2020-05/2020-06-01", {"date-parts": [[2020, 5], [2020, 6, 1]]}),
        ("2020-05/..", {"literal": "2020-05/.."}),
        ("201X", {"literal": "201X"}),
        ("2019-22", {"literal": "2019-22"}),
    ],
)
def test_a_date_is_written_in_parts_where_it_has_them(value: str | None, expected: dict[str, object] | None) -> None:
    assert csl._date(value) == expected
