from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whosays.resolve.alike import THRESHOLD, compare, propose_pairs, search
from whosays.resolve.names import Name

if TYPE_CHECKING:
    from whosays.records import MentionKind

KINDS: tuple[MentionKind, ...] = ("organisation", "person", "place", "event", "group")
WORDS = st.sampled_from(
    [
        *("River", "Watch", "Harbour", "Choir", "Trust", "of", "the", "Aldwen", "Lake", "Library", "North", "South", "UK", "2"),
        *("(LAC)", "LAC", "Ltd.", "مكتبة", "النهر", "کتابخانه", "رود", "Хор", "реки", "Anna", "bin", "Dr.", "O’Hara", "&", "?"),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, min_size=0, max_size=5).map(" ".join), st.text(max_size=12))
NAMES = st.builds(
    Name,
    id=st.uuids().map(str),
    kind=st.sampled_from(KINDS),
    text=TEXTS,
    others=st.lists(TEXTS, max_size=2).map(tuple),
    country=st.sampled_from([None, "GB", "KE"]),
)


def organisation(text: str, *others: str, country: str | None = None, id: str = "") -> Name:
    return Name(id or text, "organisation", text, others, country)


def person(text: str) -> Name:
    return Name(text, "person", text)


@given(NAMES, NAMES)
def test_comparing_does_not_depend_on_the_order(a: Name, b: Name) -> None:
    assert compare(a, b) == compare(b, a)


@given(NAMES)
def test_a_name_is_wholly_alike_itself(a: Name) -> None:
    assert compare(a, a).score == 1


@given(NAMES, NAMES)
def test_a_score_is_the_sum_of_its_features_within_bounds(a: Name, b: Name) -> None:
    found = compare(a, b)
    assert 0 <= found.score <= 1
    assert found.score == pytest.approx(min(1, max(0, sum(f.weight for f in found.features))), abs=1e-4)
    assert all(f.reason and f.name for f in found.features)


@settings(max_examples=40)
@given(st.lists(NAMES, max_size=8, unique_by=lambda n: n.id), st.randoms(use_true_random=False))
def test_proposals_do_not_depend_on_the_order_of_the_names(names: list[Name], chance: object) -> None:
    links = list(propose_pairs(names))
    chance.shuffle(names)  # type: ignore[attr-defined]
    assert list(propose_pairs(names)) == links
    assert [(link.a, link.b) for link in links] == sorted((link.a, link.b) for link in links)
    assert all(link.a < link.b and link.kind == "same" and link.status == "candidate" and link.reason for link in links)


@settings(max_examples=40)
@given(st.lists(NAMES, min_size=1, max_size=8, unique_by=lambda n: n.id), st.data())
def test_a_search_finds_the_very_name_first(names: list[Name], data: st.DataObject) -> None:
    texts = [name.text for name in names if any(c.isalnum() for c in name.text)]
    wanted = data.draw(st.sampled_from(texts or ["Aldwen"]))
    ((found, comparison), *_) = search([wanted], [*names, organisation("Aldwen")], 3)[0]
    assert comparison.score == 1
    assert found.text == wanted


@pytest.mark.parametrize(
    ("a", "b", "feature"),
    [
        ("Harbour Users Forum", "Harbor Users Forum", "spelling"),
        ("Harbour Users Forum", "HUF", "acronym"),
        ("Aldwen River Trust", "The Aldwen River Trust Ltd.", "shared words"),
        ("University of Aldwen", "جامعة ألدوين", "translation"),
        ("Aldwen University", "دانشگاه آلدوین", "translation"),
        ("Good Will Choir", "Goodwill Choir", "spelling"),
        ("Lake & River Watch", "Lake and River Watch", "same words"),
    ],
)
def test_what_speaks_for_two_organisations_is_named(a: str, b: str, feature: str) -> None:
    found = compare(organisation(a), organisation(b))
    assert found.score >= THRESHOLD
    assert found.features[0].name == feature


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Marten Okelo", "Okelo, Marten"),
        ("Dr. Marten Okelo", "Marten Okelo"),
        ("Marten Okelo", "Martin Okello"),
        ("M. J. Okelo", "Marten Okelo"),
        ("Yusuf Karimi", "يوسف كريمي"),
        ("Yusuf Karimi", "یوسف کریمی"),
        ("Andrei Sokolov", "Андрей Соколов"),
    ],
)
def test_a_person_is_found_under_other_writings(a: str, b: str) -> None:
    assert compare(person(a), person(b)).score >= THRESHOLD


@pytest.mark.parametrize(
    ("a", "b", "feature"),
    [
        ("River Watch UK", "River Watch USA", "country"),
        ("Aldwen Choir North", "Aldwen Choir South", "branch"),
        ("Aldwen School No. 5", "Aldwen School No. 6", "number"),
        ("Aldwen Harbour Committee", "Torrin Harbour Committee", "other words"),
        ("Aldwen Women Rowers", "Aldwen Youth Rowers", "branch"),
    ],
)
def test_what_speaks_against_is_named_and_keeps_them_apart(a: str, b: str, feature: str) -> None:
    found = compare(organisation(a), organisation(b))
    assert found.score < THRESHOLD
    assert feature in {f.name for f in found.features if f.weight < 0}


def test_a_branch_without_its_like_is_put_to_a_person() -> None:
    found = compare(organisation("Aldwen Rowers"), organisation("Aldwen Rowers UK"))
    assert found.score >= THRESHOLD
    assert any(f.name == "branch" and f.weight < 0 for f in found.features)


def test_countries_and_kinds_speak_against() -> None:
    here, there = organisation("Living Rivers", country="GB"), organisation("Living Rivers", country="KE", id="2")
    assert compare(here, there).score < THRESHOLD
    assert compare(here, Name("3", "person", "Living Rivers")).score < THRESHOLD


def test_a_misprint_is_proposed_once_with_its_reason() -> None:
    names = [
        organisation("Aldwen Philharmonic Orchestra", id="ent-1"),
        organisation("Aldwen Philharmonc Orchestra", id="ent-2"),
    ]
    (link,) = propose_pairs(names)
    assert (link.a, link.b, link.by) == ("ent-1", "ent-2", "resolve/alike")
    assert link.reason and "Philharmonc" in link.reason


def test_each_name_of_a_batch_is_answered_in_its_place() -> None:
    names = [organisation("Aldwen River Trust"), organisation("Torrin Library")]
    found = search(["Torrin Libary", "Nobody at all", "Aldwen River Trust"], names, 5)
    assert [[hit.text for hit, _ in hits] for hits in found] == [["Torrin Library"], [], ["Aldwen River Trust"]]
