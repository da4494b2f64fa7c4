"""The bench of the desk asks for every page there is."""

from __future__ import annotations

from bench.desk.asked import ASKED, NOT_ASKED

from whosays.desk.pages import ALL


def test_every_page_is_asked_for_or_it_is_said_why_not() -> None:
    assert {route.path for route in ALL} == {*ASKED, *NOT_ASKED}
    assert not set(ASKED) & set(NOT_ASKED)
