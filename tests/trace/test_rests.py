"""What claims rest on, from records of our own (fiction): words that went on, notes and addresses, whose document it is."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.store.making import place
from tests.trace.grounds import claim, document, link, named, note, rests

from whosays.sources import same_address, source_id

if TYPE_CHECKING:
    from whosays.records import Claim, LinkKind

REPORT = "Two papers wrote that the old weir is shut and that nobody rows. The mill is for sale."
LEAFLET = "We say that the old weir is shut and that nobody rows."
COUNT = "https://weir.example/count"

report, leaflet = document("report", REPORT), document("leaflet", LEAFLET)
SHUT, ROWS, SALE = (claim(report, words) for words in ("the old weir is shut", "nobody rows", "The mill is for sale"))
SHUT_TOO, ROWS_TOO = (claim(leaflet, words) for words in ("the old weir is shut", "nobody rows"))
ALL = (SHUT, ROWS, SALE, SHUT_TOO, ROWS_TOO)


@pytest.mark.parametrize(
    ("made", "versions"),
    [
        # One claim each in the shared words, or one on one side: they are versions of each other.
        (("reuses", report.id, leaflet.id, "weir is shut", "weir is shut"), [SHUT_TOO, SHUT]),
        (("reports", report.id, leaflet.id, "weir is shut", "We say"), [SHUT]),
        (("quotes", SHUT.id, leaflet.id, "weir is shut", "weir is shut"), [SHUT_TOO, SHUT]),
        (("quotes", SHUT.id, leaflet.id, "weir is shut", "weir is shut and that nobody"), [SHUT_TOO, ROWS_TOO, SHUT]),
        # Several on both: those alone whose words are within each other's.
        (("reuses", report.id, leaflet.id, "the old weir is shut and that nobody rows"), [SHUT_TOO, SHUT]),
        # Words beside the claim, up to its first letter or from behind its last, are none of it.
        (("reuses", report.id, leaflet.id, "that ", "weir is shut"), [SHUT]),
        (("reuses", report.id, leaflet.id, " and that ", "weir is shut"), [SHUT]),
        # A kind of link by which no words went on.
        (("contradicts", report.id, leaflet.id, "weir is shut", "weir is shut"), [SHUT]),
    ],
)
def test_words_that_went_on_join_the_claims_that_they_are_in(
    made: tuple[LinkKind, str, str, str, str], versions: list[Claim]
) -> None:
    kind, a, b, here, *there = made
    one = link(kind, a, b, place(report, here), place(leaflet, there[0] if there else here))
    found = rests((report, leaflet), ALL, [one])
    assert sorted(found.versions(SHUT.id)) == sorted(version.id for version in versions)


def test_what_was_taken_is_a_step_with_its_reason() -> None:
    taken = link("reuses", report.id, leaflet.id, place(report, "old weir"), place(leaflet, "old weir"), status="confirmed")
    found = rests((report, leaflet), ALL, [taken])
    steps = [step for step in found.steps(found.versions(SHUT.id)) if step.how == "reuses"]
    assert [(step.a, step.b, step.firm, step.link) for step in steps] == [(SHUT.id, SHUT_TOO.id, True, taken.id)]
    assert all(step.how != "reuses" for step in found.steps([SHUT.id]))  # the other is none of these versions


@pytest.mark.parametrize("evidence", [(), ("weir",), ("weir", "mill")])
def test_evidence_in_one_document_alone_joins_nothing(evidence: tuple[str, ...]) -> None:
    one = link("reuses", report.id, report.id, *(place(report, words) for words in evidence))
    found = rests((report, leaflet), ALL, [one])
    assert found.versions(SHUT.id) == (SHUT.id,)
    assert found.versions(SALE.id) == (SALE.id,)


def test_confirmed_links_lead_on_and_proposed_ones_one_step() -> None:
    docs = [document(name, "The gate is open.") for name in "abcd"]
    a, b, c, d = (claim(doc, "The gate is open") for doc in docs)
    links = [link("same", a.id, b.id, status="confirmed"), link("same", b.id, c.id), link("same", c.id, d.id)]
    assert rests(docs, (a, b, c, d), links).versions(a.id) == (a.id, b.id, c.id)


def test_nothing_leads_on_by_a_claim_that_is_not_there() -> None:
    docs = [document(name, "The gate is open.") for name in "abc"]
    a, b, c = (claim(doc, "The gate is open") for doc in docs)
    links = [link("same", a.id, b.id, status="confirmed"), link("same", b.id, c.id, status="confirmed")]
    assert rests(docs, (a, b, c), links).versions(a.id) == (a.id, b.id, c.id)
    assert rests(docs, (a, c), links).versions(a.id) == (a.id,)  # the one between was rejected


def test_of_two_links_between_two_claims_the_confirmed_one_tells_in_any_order() -> None:
    doc, count = document("digest", f"It hums.1 1 {COUNT}"), document("count", "It hums.")
    hums, counted = claim(doc, "It hums", cites=(1,)), claim(count, "It hums")
    links = [
        link("same", hums.id, counted.id, status="confirmed"),
        link("paraphrases", hums.id, counted.id),
        link("restates", counted.id, hums.id),
    ]
    for order in permutations(links):
        found = rests(
            (doc, count),
            (hums, counted),
            order,
            notes=[note(doc, 1, COUNT, url=COUNT)],
            addresses={same_address(COUNT): (count.id,)},
        )
        steps = [step for step in found.steps([hums.id, counted.id]) if step.how == "says"]
        assert [(step.firm, step.link) for step in steps] == [(True, links[0].id)]


def test_a_document_without_a_publisher_is_theirs_whom_its_author_stands_for() -> None:
    text = "The Weir Choir sings. We are many. The gate is open."
    doc = document("song", text)
    choir = place(doc, "The Weir Choir")
    names = named(choir)
    plain, ours = claim(doc, "The gate is open"), claim(doc, "We are many", stands_for=choir)
    assert rests([doc], [plain, ours], names=names).publishers == {doc.id: "ent-0"}
    assert rests([doc], [plain], names=names).publishers == {doc.id: "author:doc-song"}
    signed = document("song", text, publisher="The Weir Choir")
    assert rests([signed], [plain], names=names).publishers == {doc.id: "ent-0"}
    other = document("song", text, publisher="The Gate Fund")
    assert rests([other], [ours], names=names).publishers == {doc.id: "name:gate fund"}


def test_a_note_that_repeats_another_leads_to_the_first_and_a_circle_ends() -> None:
    doc = document("notes", f"It hums. 1 See {COUNT} here. 2 Ibid. 3 Also ibid. 4 As five. 5 As four. 6 As nine.")
    first, second, third, four, five, six = notes = [
        note(doc, 1, "See", url=COUNT),
        note(doc, 2, "Ibid.", ibid_of=1),
        note(doc, 3, "Also ibid.", ibid_of=2),
        note(doc, 4, "As five.", ibid_of=5),
        note(doc, 5, "As four.", ibid_of=4),
        note(doc, 6, "As nine.", ibid_of=9),
    ]
    found = rests([doc], [], notes=notes)
    assert [found.first_note(one) for one in notes] == [first, first, first, five, four, six]
    assert second is not third


def test_a_cited_address_leads_past_the_document_itself_to_those_captured_there() -> None:
    doc = document("digest", f"It hums.1 1 {COUNT}")
    count, plain = document("count", "It hums. So we counted."), document("plain", "Nothing of it.", publisher="The Gate Fund")
    hums, counted = claim(doc, "It hums", cites=(1,)), claim(count, "It hums")
    found = rests(
        (doc, count, plain),
        (hums, counted),
        notes=[note(doc, 1, COUNT, url=COUNT)],
        addresses={same_address(COUNT): (doc.id, count.id, plain.id)},
    )
    steps = {(step.a, step.b, step.how) for step in found.steps([hums.id, counted.id]) if step.how not in ("holder",)}
    source = source_id(COUNT)
    assert steps == {
        (hums.id, source, "cites"),
        (source, count.id, "captured"),
        (source, plain.id, "captured"),
        (count.id, counted.id, "says"),
        (plain.id, "name:gate fund", "author"),
        (hums.id, "author:doc-digest", "author"),
        (counted.id, "author:doc-count", "author"),
    }


def test_what_contradicts_a_claim_is_told_of_its_versions_alone_in_order() -> None:
    links = [
        link("contradicts", "clm-z", SHUT.id),
        link("contradicts", SALE.id, "clm-y"),
        link("contradicts", SHUT.id, "clm-a"),
        link("same", SHUT.id, "clm-b"),
    ]
    found = rests((report, leaflet), ALL, links)
    assert [one.id for one in found.contradicting([SHUT.id])] == sorted([links[0].id, links[2].id])
