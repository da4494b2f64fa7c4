"""Drawings in a real browser: reached by Tab, mirrored, no wider than a narrow screen, without a word of complaint."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM
from tests.desk.conftest import serving
from tests.desk.test_drawings import PAPERS

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = NO_CHROMIUM


@pytest.fixture
def base(served: str) -> str:
    return served.partition("/?")[0]


def open_desk(chromium: Browser, served: str, language: str = "en", **wanted: object) -> Page:
    page = chromium.new_context(**wanted).new_page()  # type: ignore[arg-type]
    base = served.partition("/?")[0]
    page.context.add_cookies([{"name": "language", "value": language, "url": base}])
    page.goto(served)
    return page


def addresses(page: Page, base: str) -> list[str]:
    """Return the pages with drawings."""
    claim = page.request.get(f"{base}/review.json").json()["item"]["card"]["id"]
    ties = page.request.get(f"{base}/network.json").json()["rows"]
    edge = f"/network/edge?a={ties[0]['a']}&b={ties[0]['b']}"
    return [f"/lineage/{claim}", "/timeline", "/network", edge, "/map", "/map?at=NO", "/names/HRS"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_drawing_is_wider_than_a_narrow_screen_or_complains(
    chromium: Browser, served: str, base: str, language: str, theme: str
) -> None:
    page = open_desk(chromium, served, language, viewport={"width": 320, "height": 640})
    page.context.add_cookies([{"name": "theme", "value": theme, "url": base}])
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    for address in addresses(page, base):
        page.goto(base + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert told == []


def test_what_is_drawn_is_reached_by_tab_and_opened_by_enter(chromium: Browser, served: str, base: str) -> None:
    page = open_desk(chromium, served)
    page.goto(f"{base}/map")
    page.locator(".drawn").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('svg').classList.contains('world')")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape("/map?at=")))
    expect(page.locator("#here")).to_be_visible()


def test_the_words_of_boxes_stay_in_their_boxes(chromium: Browser, served: str, base: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1200, "height": 800})
    page.goto(base + addresses(page, base)[0])
    over = page.evaluate(
        """[...document.querySelectorAll('.part')].filter(part => {
            const box = part.querySelector('rect').getBoundingClientRect();
            return [...part.querySelectorAll('a, span')].some(one => {
                const words = one.getBoundingClientRect();
                return words.bottom > box.bottom + 1 || words.right > box.right + 1 || words.left < box.left - 1;
            });
        }).length"""
    )
    assert page.locator(".part").count() > 2
    assert over == 0


def test_a_lineage_runs_the_other_way_where_people_read_so(chromium: Browser, served: str, base: str) -> None:
    order = {}
    for language in ("en", "ar"):
        page = open_desk(chromium, served, language, viewport={"width": 1200, "height": 800})
        page.goto(base + addresses(page, base)[0])
        claim, place = (page.locator(f".part.{one} rect").first.bounding_box() for one in ("claim", "place"))
        assert claim
        assert place
        order[language] = claim["x"] < place["x"]
    assert order == {"en": True, "ar": False}


@pytest.fixture(scope="module")
def piers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over documents that share words: its first address."""
    made = tmp_path_factory.mktemp("piers")
    papers = made / "papers"
    papers.mkdir()
    for name, words in PAPERS.items():
        (papers / name).write_text(words, encoding="utf-8")
    with Case.new(made / "pier") as case:
        case.add([papers], jobs=1)
    with serving(made / "pier") as address:
        yield address


def test_a_candidate_is_confirmed_and_taken_back_without_script(chromium: Browser, piers: str) -> None:
    page = open_desk(chromium, piers, java_script_enabled=False)
    base = piers.partition("/?")[0]
    for row in page.request.get(f"{base}/claims.json").json()["cards"]:
        page.goto(f"{base}/lineage/{row['id']}")
        if page.locator(".steps").get_by_role("button", name="Confirm").count():
            break
    confirm, undo = (page.locator(".steps").get_by_role("button", name=name) for name in ("Confirm", "Undo"))
    before = confirm.count()
    assert before > 0
    confirm.first.click()
    expect(confirm).not_to_have_count(before)
    assert confirm.count() < before
    undo.first.click()
    expect(confirm).to_have_count(before)
