"""Lists as editions: what became of each row, one register of all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from whosays.analyse.registers import Edition, RowChange, compare_editions, make_register
from whosays.records import Anchor, DocumentId, Entity, EntityId, Entry, EntryId


def row(name: str, number: int, doc: str) -> Entry:
    at = Anchor(doc=DocumentId(doc), start=number * 100, end=number * 100 + len(name), text=name)
    return Entry(id=EntryId(f"row-{doc}-{number}"), at=at, list=f"lst-{doc}", row=number, name=name, name_at=at, by="lists")


def edition(doc: str, *names: str, is_excerpt: bool = False) -> Edition:
    rows = tuple(row(name, number, doc) for number, name in enumerate(names, 1))
    return Edition(
        list=f"lst-{doc}",
        doc=DocumentId(doc),
        document=doc,
        heading=None,
        lead=None,
        date=doc,
        is_excerpt=is_excerpt,
        rows=rows,
    )


def entities(*editions: Edition, joined: dict[str, str] | None = None) -> dict[str, Entity]:
    """Return the entity of each row: one a name, and one for the names that somebody joined."""
    found: dict[str, Entity] = {}
    for one in editions:
        for entry in one.rows:
            name = (joined or {}).get(entry.name, entry.name)
            found[entry.id] = Entity(id=EntityId(f"ent-{name}"), kind="organisation", name=name, members=(entry.id,))
    return found


def told(changes: tuple[RowChange, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(one.change, one.before.name if one.before else None, one.after.name if one.after else None) for one in changes]


def test_who_joined_who_left_and_who_stayed() -> None:
    old, new = edition("2023", "Quay Choir", "Lock Choir"), edition("2024", "Quay Choir", "Mill Choir")
    found = compare_editions(old, new, entity_of=entities(old, new))
    assert told(found.changes) == [
        ("kept", "Quay Choir", "Quay Choir"),
        ("joined", None, "Mill Choir"),
        ("left", "Lock Choir", None),
    ]


def test_two_names_that_a_person_joined_are_a_change_of_name() -> None:
    old, new = edition("2023", "Quay Choir"), edition("2024", "Choir of the Quay")
    found = compare_editions(old, new, entity_of=entities(old, new, joined={"Choir of the Quay": "Quay Choir"}))
    assert told(found.changes) == [("renamed", "Quay Choir", "Choir of the Quay")]


def test_two_names_that_are_only_proposed_as_one_are_uncertain_and_neither_joined_nor_left() -> None:
    old, new = edition("2023", "Quay Choir"), edition("2024", "Choir of the Quay")
    proposed = [("ent-Choir of the Quay", "ent-Quay Choir", "same words")]
    found = compare_editions(old, new, entity_of=entities(old, new), proposed=proposed)
    assert told(found.changes) == [("uncertain", "Quay Choir", "Choir of the Quay")]
    assert found.changes[0].reason == "Quay Choir (row 1): same words"


def test_a_row_with_several_proposals_is_uncertain_with_all_of_them_and_none_of_these_has_left_or_joined() -> None:
    old, new = edition("2023", "Lock"), edition("2024", "Lock North", "Lock South")
    proposed = [("ent-Lock", "ent-Lock North", "share Lock"), ("ent-Lock", "ent-Lock South", "share Lock")]
    there = compare_editions(old, new, entity_of=entities(old, new), proposed=proposed)
    back = compare_editions(new, old, entity_of=entities(old, new), proposed=proposed)
    assert [one.change for one in there.changes] == ["uncertain", "uncertain"]
    assert [one.change for one in back.changes] == ["uncertain"]
    assert "Lock North" in back.changes[0].reason
    assert "Lock South" in back.changes[0].reason


def test_the_second_row_of_a_body_is_told_as_a_repetition() -> None:
    old, new = edition("2023"), edition("2024", "Quay", "Quay")
    found = compare_editions(old, new, entity_of=entities(old, new))
    assert [(one.change, one.after.row if one.after else None) for one in found.changes] == [("joined", 1), ("repeated", 2)]


def test_nobody_leaves_by_missing_in_an_excerpt() -> None:
    old, new = edition("2023", "Quay Choir", "Lock Choir"), edition("2024", "Quay Choir", is_excerpt=True)
    found = compare_editions(old, new, entity_of=entities(old, new))
    assert [one.change for one in found.changes] == ["kept", "not named"]


def test_a_register_has_each_body_once_with_its_rows_and_writings() -> None:
    old, new = edition("2023", "Quay Choir", "Lock Choir"), edition("2024", "Choir of the Quay")
    (lock, quay) = make_register([old, new], entities(old, new, joined={"Choir of the Quay": "Quay Choir"}))
    assert (lock.name, [entry.row for entry in lock.rows]) == ("Lock Choir", [2])
    assert (quay.name, quay.writings) == ("Quay Choir", ("Quay Choir", "Choir of the Quay"))


NAMES = st.lists(st.sampled_from(["Quay", "Lock", "Mill", "Ferry", "Pier", "Marsh"]), max_size=8)


@given(NAMES, NAMES)
def test_the_other_way_round_who_joined_has_left_and_every_row_is_told_once(old_names: list[str], new_names: list[str]) -> None:
    old, new = edition("2023", *old_names), edition("2024", *new_names)
    who = entities(old, new)
    there, back = compare_editions(old, new, entity_of=who), compare_editions(new, old, entity_of=who)
    assert {one.after.name for one in there.of("joined") if one.after} == {
        one.before.name for one in back.of("left") if one.before
    }
    assert {one.before.name for one in there.of("left") if one.before} == {
        one.after.name for one in back.of("joined") if one.after
    }
    rows = [row.id for one in there.changes for row in (one.before, one.after) if row]
    assert sorted(rows) == sorted(row.id for row in (*old.rows, *new.rows))
