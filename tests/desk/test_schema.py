"""Schemas made from records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NewType

import pytest

from whosays.desk.api.schema import Schemas, hints_of
from whosays.desk.pages import ALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from whosays.records import Anchor

WeirId = NewType("WeirId", str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weir:
    """A weir in a river.

    More about it.
    """

    id: WeirId
    gates: tuple[int, ...]
    place: tuple[str, float]
    state: Literal["open", "shut"] | None
    words: Anchor
    names: Mapping[str, str]
    above: Weir | None = None


REF = {"$ref": "#/components/schemas/Weir"}


def test_a_record_is_described_by_its_fields_also_those_typed_for_checks_alone() -> None:
    schemas = Schemas()
    assert schemas.of(Weir) == REF
    weir = schemas.components["Weir"]
    assert weir["description"] == "A weir in a river."
    assert weir["required"] == ["id", "gates", "place", "state", "words", "names", "above"]
    assert weir["properties"] == {
        "id": {"type": "string"},
        "gates": {"type": "array", "items": {"type": "integer"}},
        "place": {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "number"}]}, "minItems": 2, "maxItems": 2},
        "state": {"anyOf": [{"enum": ["open", "shut"]}, {"type": "null"}]},
        "words": {"$ref": "#/components/schemas/Anchor"},
        "names": {"type": "object", "additionalProperties": {"type": "string"}},
        "above": {"anyOf": [REF, {"type": "null"}]},
    }
    assert schemas.components["Anchor"]["required"] == ["doc", "start", "end", "text"]


def test_what_is_sent_may_leave_out_defaults_and_add_nothing() -> None:
    schemas = Schemas()
    assert schemas.of_body(Weir) == REF
    assert "above" not in schemas.components["Weir"]["required"]
    assert schemas.components["Weir"]["additionalProperties"] is False


def test_two_records_of_one_name_keep_apart() -> None:
    from whosays.desk.additions import Odd as OfAdditions
    from whosays.desk.pages.home import Odd as OfHome

    schemas = Schemas()
    assert schemas.of(OfHome) != schemas.of(OfAdditions)
    assert schemas.of(OfHome) == {"$ref": "#/components/schemas/Odd"}


def test_a_type_that_no_page_can_answer_with_is_a_bug() -> None:
    with pytest.raises(TypeError):
        Schemas().of(complex)


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.api)
def test_every_page_has_a_typed_answer(route: object) -> None:
    schemas = Schemas()
    schemas.of(hints_of(route.ask)["return"])  # type: ignore[attr-defined]
    assert all(component for component in schemas.components.values())
