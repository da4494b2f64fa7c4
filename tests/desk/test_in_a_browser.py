"""The desk in a real browser: keys, narrow screens, both directions, and no script at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
PAGES = (
    *("/", "/library", "/documents/quay-report.txt", "/claims", "/names", "/names/HRS", "/lists", "/timeline", "/network"),
    *("/places", "/campaigns", "/review", "/search?q=library", "/activity", "/problems", "/settings"),
    *("/library/add", "/library/adding", "/documents/weir-minutes.pdf/pages/1"),
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def open_desk(chromium: Browser, served: str, **wanted: object) -> Page:
    page = chromium.new_context(**wanted).new_page()  # type: ignore[arg-type]
    page.goto(served)
    return page


def test_no_page_is_wider_than_a_narrow_screen_or_complains(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 320, "height": 640})
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    base = served.partition("/?")[0]
    for path in PAGES:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    assert told == []


def test_everything_can_be_read_without_script(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, java_script_enabled=False)
    page.get_by_role("link", name="Library").first.click()
    page.locator("main table a").filter(has_text="quay").first.click()
    assert page.get_by_text("a home for every reader").first.is_visible()


def test_a_claim_is_reviewed_by_keys_alone(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.goto(f"{base}/review")
    before = page.locator(".context mark").inner_text()
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator(".context mark").inner_text() != before
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").first.click()
    assert page.locator(".context mark").inner_text() == before
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_the_layout_mirrors_in_arabic(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1200, "height": 800})
    base = served.partition("/?")[0]
    page.goto(f"{base}/settings")
    page.locator("main select").first.select_option("ar")
    with page.expect_navigation():
        page.locator("main button").first.click()
    assert page.evaluate("document.dir") == "rtl"
    brand, search = page.locator(".brand").bounding_box(), page.locator(".find").bounding_box()
    assert brand
    assert search
    assert brand["x"] > search["x"]


def test_days_read_from_left_to_right_on_a_page_that_does_not(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.context.add_cookies([{"name": "language", "value": "ar", "url": base}])
    page.goto(f"{base}/timeline")
    days = page.locator("td bdi")
    assert days.count() > 0
    assert {page.evaluate("element => getComputedStyle(element).direction", one) for one in days.element_handles()} == {"ltr"}


def test_a_claim_is_opened_on_the_page_image_by_mouse_and_by_keys(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1200, "height": 900})
    base = served.partition("/?")[0]
    page.goto(f"{base}/documents/weir-minutes.pdf/pages/1")
    assert page.evaluate("document.querySelector('.leaf-image img').naturalWidth") > 1000
    box = page.locator(".leaf-image svg a").first
    words = box.get_attribute("aria-label") or "no words"
    with page.expect_navigation():
        box.locator("rect").first.click()
    card = page.locator(".leaf-cards .beside.active")
    assert words in card.inner_text().replace("\n", " ")
    assert page.get_by_role("button", name="Accept").is_visible()
    other = page.locator(".leaf-image svg a:not(.active)").first
    other.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".leaf-cards .beside.active").inner_text() != words


def test_boxes_lie_on_the_picture_in_both_directions(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1200, "height": 900})
    base = served.partition("/?")[0]
    places = []
    for language in ("en", "ar"):
        page.context.add_cookies([{"name": "language", "value": language, "url": base}])
        page.goto(f"{base}/documents/weir-minutes.pdf/pages/1")
        image, mark = page.locator(".leaf-image img").bounding_box(), page.locator(".leaf-image rect").first.bounding_box()
        assert image
        assert mark
        places.append(((mark["x"] - image["x"]) / image["width"], (mark["y"] - image["y"]) / image["height"]))
    assert places[0] == pytest.approx(places[1], abs=0.01)
    assert 0 < places[0][0] < 1
