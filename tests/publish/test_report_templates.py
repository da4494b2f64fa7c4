"""Templates of reports: ours, the user's, and those that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.telling import WORDS, report_of

from whosays.publish.report.forms import NoTemplateFor, make_file
from whosays.publish.report.templating import BUILT_IN, BadTemplate, TemplatesInTheWay, fill, write_templates


def test_a_copy_of_ours_tells_the_same_and_a_change_of_it_shows(tmp_path: Path) -> None:
    told = report_of(WORDS)
    for path, form in zip(write_templates(tmp_path / "mine"), BUILT_IN, strict=True):
        assert fill(told, form, template=path) == fill(told, form)
        path.write_text(path.read_text(encoding="utf-8").replace("{{ report.title", "Draft: {{ report.title"), encoding="utf-8")
        assert "Draft: Water" in fill(told, form, template=path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    write_templates(tmp_path)
    with pytest.raises(TemplatesInTheWay, match="it is there already"):
        write_templates(tmp_path)


def test_a_template_can_extend_ours_by_name_though_it_has_the_same_one(tmp_path: Path) -> None:
    mine = tmp_path / "report.html.jinja"
    mine.write_text(
        '{% extends "whosays/report.html.jinja" %}{% block style %}{{ super() }}h1{color:teal}{% endblock %}', encoding="utf-8"
    )
    page = fill(report_of(WORDS), "html", template=mine)
    assert "h1{color:teal}" in page
    assert "max-width:41rem" in page
    assert "&lt;b&gt;whistles" in page


@pytest.mark.parametrize(
    ("text", "place", "why"),
    [
        ("a\n{% for note in notes %}\n{{ note.nothing }}\n{% endfor %}", "line 3", "no attribute 'nothing'"),
        ("a\n{{ nobody }}", "line 2", "'nobody' is undefined"),
        ("a\n\n{% if %}", "line 3", "Expected an expression"),
        ("{% for note in notes %}\n", "line 1", "end"),
        ("\n{{ ''.__class__.__mro__ }}", "line 2", "unsafe"),
        ("\n{{ notes.append(1) }}", "line 2", "attribute"),
        ("{{ 1 }}\n{{ 1 / 0 }}", "line 2", "ZeroDivisionError"),
        ('a\n{% include "gone.jinja" %}', "line 2", "gone.jinja"),
        ("{{ report.title | shout }}", "line 1", "shout"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_with_its_line(tmp_path: Path, text: str, place: str, why: str) -> None:
    template = tmp_path / "mine.md"
    template.write_text(text, encoding="utf-8")
    with pytest.raises(BadTemplate) as told:
        fill(report_of(WORDS), "md", template=template)
    assert f"mine.md, {place}: " in str(told.value)
    assert why.lower() in str(told.value).lower()
    assert "\n" not in str(told.value)


def test_a_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    template = tmp_path / "mine.md"
    template.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadTemplate, match="UTF-8"):
        fill(report_of(WORDS), "md", template=template)


def test_a_word_file_takes_no_template(tmp_path: Path) -> None:
    with pytest.raises(NoTemplateFor):
        make_file(report_of(WORDS), "docx", template=tmp_path / "x")


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=4))
def test_no_word_of_a_document_becomes_markup_of_a_page(pieces: list[str]) -> None:
    from lxml import etree

    page = fill(report_of(pieces), "html")
    tags = {one.tag for one in etree.HTML(page.replace("\x00", "")).iter() if isinstance(one.tag, str)}
    assert tags <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "h1",
        "h2",
        "p",
        "span",
        "sup",
        "a",
        "ul",
        "ol",
        "li",
        "br",
    }
    assert page.count("<li id=") == len(pieces)


def test_each_document_is_listed_once_with_its_whole_hash() -> None:
    told = report_of([*WORDS, *WORDS])
    assert [source.doc for source in told.documents] == ["doc-1", "doc-2", "doc-0"]
    text = fill(told, "md")
    assert [text.count(f"SHA-256 {source.capture}") for source in told.documents] == [1, 1, 1]
