"""Bibliographies in the three forms that programs write."""

from __future__ import annotations

import logging

import pytest

from whosays.imports.works import BadBibliography, Work, read_works, sources_of
from whosays.records import Link, Source

CSL = """[
 {"id": "a", "type": "book", "title": "The <i>weir</i> and its  keepers", "issued": {"date-parts": [[2020, 5]]},
  "URL": "https://weir.example/keepers", "DOI": "10.5555/Weir.1"},
 {"type": "webpage", "title": "مرافئ النهر في عشر سنوات", "URL": "https://harbour.example/ar"},
 {"type": "book", "title": "تاریخ کتاب‌خانهٔ ساحلی", "issued": {"raw": "1402"}},
 {"type": "book"}, 7
]"""
RIS = """TY  - JOUR
TI  - The weir and its keepers
PY  - 2020/05//
DO  - https://doi.org/10.5555/weir.1
UR  - https://weir.example/keepers
ER  -\x20

TY  - ELEC
T1  - مرافئ النهر في عشر سنوات
UR  - https://harbour.example/ar
ER  -\x20
TY  - BOOK
TI  - An entry without an end
"""
BIBTEX = r"""
@comment{fiction}
@string{jw = "Journal of Weirs"}
@article{weir, title = {The {Weir} and its keepers at M{\"u}hl {\&} Lane, 40\% fuller}, journal = jw, year = 2020,
  doi = {10.5555/weir.1}, url = {https://weir.example/a\_b%20c}}
@misc{harbour, title = "مرافئ النهر في عشر سنوات", howpublished = {\url{https://harbour.example/ar}}}
@book{broken, title = {Never closed
@misc{last, title = {The last of them all}, date = {1921-03}}
"""


def test_csl_json_is_read() -> None:
    found = read_works(CSL, "list.json")
    assert found.works == (
        Work(title="The weir and its keepers", url="https://weir.example/keepers", doi="10.5555/Weir.1", year="2020"),
        Work(title="مرافئ النهر في عشر سنوات", url="https://harbour.example/ar"),
        Work(title="تاریخ کتاب‌خانهٔ ساحلی", year="1402"),
    )
    assert found.untold == ("entry 5 is no item of CSL-JSON", "1 of its entries have neither a title nor an address")


def test_ris_is_read_and_an_entry_without_an_end_is_told() -> None:
    found = read_works(RIS, "list.ris")
    assert found.works == (
        Work(title="The weir and its keepers", url="https://weir.example/keepers", doi="10.5555/weir.1", year="2020"),
        Work(title="مرافئ النهر في عشر سنوات", url="https://harbour.example/ar"),
    )
    assert found.untold == ("1 of its entries have no end (ER) and are left out",)


def test_bibtex_is_read_and_what_is_broken_is_told_and_not_said_aloud(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found = read_works(BIBTEX, "list.bib")
    assert caplog.records == []
    assert found.works == (
        Work(
            title="The Weir and its keepers at Mühl & Lane, 40% fuller",
            url="https://weir.example/a_b%20c",
            doi="10.5555/weir.1",
            year="2020",
        ),
        Work(title="مرافئ النهر في عشر سنوات", url="https://harbour.example/ar"),
        Work(title="The last of them all", year="1921"),
    )
    assert found.untold == ("the entry in line 7 cannot be read (it has no end)",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "neither"),
        ("Dear reader,", "neither"),
        ("[{]", "no whole JSON"),
        ("[]", "holds no entry"),
        ("{}", "neither a title nor an address"),
        ("[" * 100_000, "no whole JSON"),
        ("TY  - BOOK\nTI  - x\n", "no end"),
        ("@book{x, title={open", "line 1 cannot be read"),
        ("@book{x, title={" + "{" * 5_000 + "}}", "line 1 cannot be read"),
    ],
)
def test_what_is_no_bibliography_is_told(text: str, why: str) -> None:
    with pytest.raises(BadBibliography, match=why):
        read_works(text, "list")


def test_a_work_with_two_addresses_is_two_sources_that_are_one() -> None:
    made = list(sources_of(read_works(CSL, "list.json").works))
    sources = [one for one in made if isinstance(one, Source)]
    assert [(one.kind, one.name, one.url) for one in sources] == [
        ("work", "The weir and its keepers", "https://doi.org/10.5555/Weir.1"),
        ("page", "The weir and its keepers", "https://weir.example/keepers"),
        ("work", "مرافئ النهر في عشر سنوات", "https://harbour.example/ar"),
        ("work", "تاریخ کتاب‌خانهٔ ساحلی", None),
    ]
    assert [(one.kind, one.a, one.b) for one in made if isinstance(one, Link)] == [("same", sources[0].id, sources[1].id)]


def test_one_work_is_one_source_whatever_the_program_that_wrote_it() -> None:
    ids = [{one.id for one in sources_of(read_works(text, "list").works)} for text in (CSL, RIS)]
    assert len(ids[0] & ids[1]) == 4
