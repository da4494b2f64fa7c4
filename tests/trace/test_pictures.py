"""The same picture, changed as people change pictures, is proposed; different ones that look alike are not."""

import re

import pytest
from tests.making.pictures import CHANGES, KINDS, caption, make_chart, make_landscape, make_poster

from whosays.read.picture_hash import sign
from whosays.trace.pictures import find_variants

_OTHERS = {f"{kind}-{seed}": sign(make(seed)) or "" for kind, make in KINDS.items() for seed in range(20, 24)}


def pairs(pictures: dict[str, str]) -> list[tuple[str, str]]:
    return [(link.a, link.b) for link in find_variants(pictures)]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("make", [make_landscape, make_poster])
def test_a_changed_picture_is_found_among_others(change: str, make: object) -> None:
    assert callable(make)
    picture = make(1)
    pictures = _OTHERS | {"b": sign(picture) or "", "a": sign(CHANGES[change](picture)) or ""}
    assert pairs(pictures) == [("a", "b")]


@pytest.mark.parametrize("change", ["recompressed", "half size", "caption below", "cropped 30 % on one side"])
def test_a_chart_is_found_when_little_is_cut_off(change: str) -> None:
    picture = make_chart(3)
    assert pairs(_OTHERS | {"b": sign(picture) or "", "a": sign(CHANGES[change](picture)) or ""}) == [("a", "b")]


def test_pictures_that_look_alike_are_not_one() -> None:
    assert pairs(_OTHERS) == []


def test_the_same_caption_does_not_make_pictures_one() -> None:
    assert pairs({str(seed): sign(caption(make_chart(seed))) or "" for seed in range(5)}) == []


def test_a_link_is_a_candidate_that_says_why() -> None:
    picture = make_landscape(5)
    (link,) = find_variants({"cap2": sign(picture) or "", "cap1": sign(CHANGES["cropped 30 % on one side"](picture)) or ""})
    assert (link.kind, link.status, link.a, link.b) == ("variant", "candidate", "cap1", "cap2")
    assert link.reason is not None
    assert "details agree" in link.reason
    shown = [int(share) for share in re.findall(r"(\d+) % of the (?:first|second)", link.reason)]
    assert shown == pytest.approx([100, 70], abs=2)


def test_order_of_captures_does_not_matter() -> None:
    picture = make_landscape(6)
    signatures = {"x": sign(picture) or "", "y": sign(CHANGES["half size"](picture)) or ""}
    assert list(find_variants(signatures)) == list(find_variants(dict(reversed(signatures.items()))))


def test_many_copies_of_one_picture_stay_together() -> None:
    signature = sign(make_landscape(7)) or ""
    copies = {f"c{number:03}": signature for number in range(80)}
    together, todo = {"c000"}, list(find_variants(copies))
    while grown := [link for link in todo if (link.a in together) != (link.b in together)]:
        together |= {name for link in grown for name in (link.a, link.b)}
    assert len(together) == len(copies)


def test_no_pictures_have_no_variants() -> None:
    assert pairs({}) == []
    assert pairs({"a": "9:unknown form"}) == []
