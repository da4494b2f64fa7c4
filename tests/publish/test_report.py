"""A report as Markdown and as a page of HTML."""

from __future__ import annotations

import pytest

from whosays.publish.report.as_read import Footnote, Piece, ReportTold, Source, Told, Voice, sentence
from whosays.publish.report.forms import to_html, to_markdown
from whosays.publish.report.templating import plain
from whosays.publish.report.words import ENGLISH
from whosays.reports import Report, ReportId

SOURCE = Source(
    pieces=("the *crane* is rusty", "& <b>old</b>"),
    voices=(Voice(kind="author", words=None, stands_for=None, act="assert"),),
    doc="doc-1",
    document="Harbour [draft]",
    language="en",
    page=3,
    capture="ab" * 32,
    date="2021-03-03",
    url=None,
    start=10,
    end=40,
)


def told(**standing: object) -> ReportTold:
    note = Footnote(number=1, claim="clm-1", **({"standing": "stands", "source": SOURCE} | standing))  # type: ignore[arg-type]
    blocks = (
        Told(kind="heading", text="What is <known>"),
        Told(kind="paragraph", text="", pieces=(Piece(text="1. It rusts"), Piece(note=1), Piece(text=", they say."))),
        Told(kind="claim", text="", note=note),
    )
    report = Report(id=ReportId("rep-1"), version=2, title="Rust & <script>", who="Ane", when="2026-01-02T03:04:05Z")
    return ReportTold(report=report, blocks=blocks, notes=(note,))


def test_markdown_has_footnotes_with_words_document_page_date_and_capture() -> None:
    assert to_markdown(told()) == (
        "# Rust & \\<script\\>\n\nAne, 2026-01-02, version 2\n\n## What is \\<known\\>\n\n"
        "1\\. It rusts[^1], they say.\n\n"
        "The author of “Harbour \\[draft\\]” says: “the \\*crane\\* is rusty … & \\<b\\>old\\</b\\>”[^1]\n\n"
        "## Documents\n\n- Harbour \\[draft\\], 2021-03-03, SHA-256 " + "ab" * 32 + "\n\n"
        "[^1]: “the \\*crane\\* is rusty … & \\<b\\>old\\</b\\>” The author of “Harbour \\[draft\\]” says. Harbour \\[draft\\],"
        " p. 3, 2021-03-03, archived copy abababababab, characters 10–40. clm-1\n"
    )


def test_html_holds_no_markup_of_a_document_and_calls_nothing_from_outside() -> None:
    page = to_html(told())
    assert "<script" not in page
    assert "<b>old" not in page
    assert "&lt;b&gt;old&lt;/b&gt;" in page
    assert "src=" not in page
    assert "://" not in page
    assert page.count('id="call-1"') == 1
    assert page.count('href="#note-1"') == 2


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        ({"standing": "proposed"}, "proposed, nobody has decided on it"),
        ({"standing": "changed", "changed": ("hedges", "said")}, "changed since it was cited: its hedges, when it was said"),
        ({"standing": "withdrawn", "withdrawn": "rejected"}, "withdrawn: a person rejected the claim"),
        ({"standing": "withdrawn", "withdrawn": "removed", "source": None}, "withdrawn: its document was removed"),
    ],
)
def test_what_does_not_stand_is_marked_in_the_text_and_told_in_its_note(standing: dict[str, object], words: str) -> None:
    for page in (to_markdown(told(**standing)), to_html(told(**standing))):
        assert words in page
        assert page.count(words.partition(":")[0]) >= 3  # in the paragraph, at the claim and in the note


def test_a_chain_of_holders_is_told_from_the_outermost_and_the_author_left_out() -> None:
    from dataclasses import replace

    courier = Voice(kind="named", words="The Courier", stands_for=None, act="assert")
    group = Voice(kind="named", words="the group", stands_for="River Watch", act="deny")
    author = SOURCE.voices[0]
    chained = replace(SOURCE, voices=(author, courier, group), pieces=("it leaks",))
    assert sentence(chained) == "The Courier says: the group (River Watch) denies: “it leaks”"
    hidden = replace(SOURCE, voices=(Voice(kind="hidden", words=None, stands_for=None, act="judge"),), pieces=("it leaks",))
    assert sentence(hidden) == "Somebody who is not named judges: “it leaks”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a_b", "a\\_b"), ("- a\n+ b", "\\- a\n\\+ b"), ("10) x", "10\\) x"), ("a - 1. b", "a - 1. b"), ("# x", "\\# x")],
)
def test_no_word_is_taken_for_markup(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_every_act_has_its_word() -> None:
    from typing import get_args

    from whosays.records import Act

    assert {f"act.{act}" for act in get_args(Act)} <= ENGLISH.keys()
