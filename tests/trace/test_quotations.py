"""Tests of `trace.quotations`: quoted words found in other documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.anchors import Cutter
from whosays.records import CaptureId, Document, DocumentId, Link
from whosays.trace.quotations import Quote, quote_links
from whosays.trace.reuse_words import Corpus, Text

WORDS = "the weir has lost a third of its salmon since the gates were closed"


def text(name: str, words: str, date: str | None = None) -> Text:
    return Text(id=DocumentId(name), text=words, date=date)


def quote(record: str, of: Text, words: str = WORDS) -> Quote:
    doc = Document(id=of.id, capture=CaptureId("0" * 64), name=of.id, text=of.text, made_by="test")
    start = of.text.index(words)
    return Quote(record=record, at=Cutter(doc).cut(start, start + len(words)))


def links(texts: list[Text], *quotes: Quote) -> list[Link]:
    return list(quote_links(Corpus(texts), quotes))


def ends(found: list[Link]) -> list[tuple[str, str]]:
    return [(link.a, link.b) for link in found]


def test_quoted_words_lead_to_the_document_that_has_them_as_its_own() -> None:
    source = text("source", f"Minutes. We find that {WORDS.upper()}, as in every year.", "2031-05-03")
    report = text("report", f"River Watch wrote that “{WORDS}”.", "2031-05-09")
    (link,) = links([report, source], quote("claim", report))
    assert (link.kind, link.a, link.b, link.status) == ("quotes", "claim", "source", "candidate")
    assert [(at.doc, at.text) for at in link.evidence] == [("report", WORDS), ("source", WORDS.upper())]
    assert link.reason == (
        "the quoted words stand there as the document's own: they may be quoted from it; by date: 2031-05-03 before 2031-05-09"
    )


def test_two_that_quote_the_same_words_are_linked_once_from_the_later() -> None:
    first, second = (text(name, f"{name} heard that “{WORDS}”.", date) for name, date in (("a", "2031-06"), ("b", "2031-05")))
    found = links([first, second], quote("claim-a", first), quote("claim-b", second))
    assert ends(found) == [("claim-a", "claim-b")]
    assert "the same words are quoted there" in str(found[0].reason)


def test_a_word_put_in_or_changed_leaves_a_quotation_what_it_is() -> None:
    report = text("report", f"He said: “{WORDS}”.")
    source = text("source", "It is so: the old weir has lost a third of its salmon since the gates were closed.")
    (link,) = links([report, source], quote("claim", report))
    assert link.evidence[1].text == "the old weir has lost a third of its salmon since the gates were closed"


def test_what_has_the_words_later_is_not_where_they_come_from() -> None:
    report, later = text("report", f"He said: “{WORDS}”.", "2031-05-03"), text("later", WORDS, "2031-06-01")
    assert links([report, later], quote("claim", report)) == []


def test_few_words_and_other_words_are_found_nowhere() -> None:
    report, other = (
        text("report", f"He said: “{WORDS}” and “a third of it”."),
        text("other", "A third of it is a third of a half."),
    )
    assert links([report, other], quote("short", report, "a third of it"), quote("claim", report)) == []


def test_words_that_are_everywhere_lead_to_the_earliest_places() -> None:
    report = text("report", f"He said: “{WORDS}”.", "2035")
    texts = [text(f"doc-{number}", WORDS, f"20{number}") for number in range(10, 34)]
    assert [f"doc-{number}" for number in range(10, 26)] == [link.b for link in links([report, *texts], quote("claim", report))]


@given(st.permutations(range(4)), st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_the_order_of_documents_and_quotations_changes_nothing(order: list[int], more: str) -> None:
    texts = [text(f"doc-{number}", f"{more} {WORDS} {more}", f"203{number % 2}") for number in range(4)]
    quotes = [quote(f"claim-{at}", each) for at, each in enumerate(texts) if at != 2]
    found = links(texts, *quotes)
    assert found == links([texts[at] for at in order], *reversed(quotes))
    bodies = {each.id: each.text for each in texts}
    assert all(bodies[at.doc][at.start : at.end] == at.text for link in found for at in link.evidence)
