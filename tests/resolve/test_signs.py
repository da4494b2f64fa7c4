"""Hashtags and campaigns that may be one."""

from __future__ import annotations

from whosays.records import Anchor, DocumentId, Entity, EntityId, MentionKind
from whosays.resolve.signs import propose_signs


def sign(name: str, kind: MentionKind = "hashtag") -> Entity:
    return Entity(id=EntityId(f"ent-{name}"), kind=kind, name=name, members=(name,))


def places(*groups: tuple[str, ...]) -> dict[str, dict[str, Anchor]]:
    """Return passages in which these hashtags stand one after the other."""
    return {
        f"psg-{number}": {
            f"ent-{name}": Anchor(doc=DocumentId("doc-1"), start=at, end=at + 1, text="#") for at, name in enumerate(group)
        }
        for number, group in enumerate(groups)
    }


def proposed(entities: list[Entity], passages: dict[str, dict[str, Anchor]] | None = None) -> list[set[str]]:
    return [{link.a.removeprefix("ent-"), link.b.removeprefix("ent-")} for link in propose_signs(entities, passages or {})]


def test_spaces_capitals_and_lines_between_words_do_not_matter() -> None:
    tags = [sign("#OpenShelves"), sign("#open_shelves"), sign("Open Shelves", "campaign"), sign("#OpenShelves2024")]
    assert proposed(tags) == [
        {"#OpenShelves", "#open_shelves"},
        {"#OpenShelves", "Open Shelves"},
        {"#open_shelves", "Open Shelves"},
    ]


def test_a_name_of_another_kind_is_none_of_them() -> None:
    assert proposed([sign("#OpenShelves"), sign("Open Shelves", "organisation")]) == []


def test_hashtags_of_two_scripts_that_stand_together_may_render_each_other() -> None:
    tags = [sign("#OpenShelves"), sign("#رفوف_مفتوحة"), sign("#Harbour")]
    together = places(("#OpenShelves", "#رفوف_مفتوحة", "#Harbour"), ("#OpenShelves",), ("#OpenShelves", "#Harbour"))
    (link,) = [one for one in propose_signs(tags, together) if "Harbour" not in one.a + one.b]
    assert link.reason == "“#OpenShelves” and “#رفوف_مفتوحة” stand together in 1 of the 1 passages of the rarer one"
    assert len(link.evidence) == 2


def test_hashtags_that_hardly_ever_stand_together_are_not_proposed() -> None:
    tags = [sign("#OpenShelves"), sign("#رفوف_مفتوحة")]
    apart = places(("#OpenShelves", "#رفوف_مفتوحة"), ("#OpenShelves",), ("#OpenShelves",), ("#رفوف_مفتوحة",), ("#رفوف_مفتوحة",))
    assert proposed(tags, apart) == []


def test_the_order_of_the_input_does_not_matter() -> None:
    tags = [sign("#OpenShelves"), sign("#open_shelves"), sign("Open Shelves", "campaign")]
    assert list(propose_signs(tags, {})) == list(propose_signs(tags[::-1], {}))
