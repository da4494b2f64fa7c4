"""The desk in a real browser: keys, narrow screens, both directions, and no script at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

    from whosays.desk.app import Desk
    from whosays.records import Judgement

pytestmark = NO_CHROMIUM
PAGES = (
    *("/", "/library", "/documents/quay-report.txt", "/claims", "/names", "/names/HRS", "/lists", "/timeline", "/network"),
    *("/places", "/campaigns", "/review", "/search?q=library", "/activity", "/problems", "/settings"),
    *("/library/add", "/library/adding", "/documents/weir-minutes.pdf/pages/1"),
)


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
    expect(page.get_by_text("a home for every reader").first).to_be_visible()


def test_a_claim_is_reviewed_by_keys_alone_and_the_page_stays(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.goto(f"{base}/review")
    page.evaluate("window.stays = true")
    shown = page.locator(".item:not([hidden])")
    first, at = shown.get_attribute("id"), page.locator(".items-at").inner_text()
    ahead = page.locator(".item[hidden]").get_attribute("id")
    assert ahead is not None
    page.keyboard.press("a")
    assert shown.get_attribute("id") == ahead  # before the desk has answered
    assert page.evaluate("document.activeElement.id") == ahead
    expect(page.locator(".items-at")).not_to_have_text(at)
    expect(page.locator("#told")).to_contain_text("accepted")
    assert shown.get_attribute("id") == ahead
    page.keyboard.press("z")
    expect(shown).to_have_attribute("id", first or "")
    expect(page.locator(".items-at")).to_have_text(at)
    assert page.evaluate("window.stays")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def judged_since(desk: Desk, before: int) -> list[Judgement]:
    with desk.case.view() as view:
        return list(view.judgements())[before:]


def test_keys_that_come_faster_than_answers_decide_on_each_claim_once(chromium: Browser, served: str, desk: Desk) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.goto(f"{base}/review")

    def slowly(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/judge", slowly)
    under_way: list[object] = []
    page.on("request", lambda asked: under_way.append(asked) if asked.url.endswith("/judge") else None)
    page.on("requestfinished", lambda asked: under_way.remove(asked) if asked in under_way else None)
    with desk.case.view() as view:
        before = len(list(view.judgements()))
    for _ in range(5):
        page.keyboard.press("a")
    made = judged_since(desk, before)
    for _ in range(300):  # until two were answered, and no other is under way for a while
        page.wait_for_timeout(1000)
        was, made = made, judged_since(desk, before)
        if len(made) >= 2 and len(made) == len(was) and not under_way:
            break
    assert len(made) >= 2
    assert len({one.record for one in made}) == len(made)
    shown = (page.locator(".item:not([hidden])").get_attribute("id") or "").removeprefix("item-")
    assert shown not in {one.record for one in made}
    for one in made:
        desk.case.undo(one.record)


def test_what_the_desk_does_not_answer_is_taken_back(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.goto(f"{base}/review")
    first = page.locator(".item:not([hidden])").get_attribute("id")
    page.route("**/judge", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#told")).to_contain_text("did not answer")
    assert page.locator(".item:not([hidden])").get_attribute("id") == first


def test_the_dialog_of_keys_lists_those_that_do_something_here(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    for path, has, has_not in (
        ("/review", {"a", "r", "e", "j", "/"}, {"s", "d"}),
        ("/review/names", {"s", "d", "u"}, {"a", "r"}),
    ):
        page.goto(base + path)
        page.keyboard.press("?")
        rows = page.locator("#keys [data-row]:not([hidden])")
        told = {row.get_attribute("data-row") for row in rows.all()}
        assert has <= told
        assert not has_not & told
        page.keyboard.press("Escape")
        expect(page.locator("#keys")).to_be_hidden()


def test_single_keys_can_be_turned_off(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    base = served.partition("/?")[0]
    page.goto(f"{base}/review")
    page.keyboard.press("?")
    with page.expect_navigation():
        page.get_by_role("button", name="Turn single keys off").click()
    first = page.locator(".item:not([hidden])").get_attribute("id")
    page.keyboard.press("a")
    page.keyboard.press("?")
    assert page.locator(".item:not([hidden])").get_attribute("id") == first
    expect(page.locator("#keys")).to_be_hidden()
    page.goto(f"{base}/settings")
    with page.expect_navigation():
        page.get_by_role("button", name="Turn single keys on").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()


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
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
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
