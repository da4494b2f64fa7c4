"""A report is written and read in a real browser, without any script; in print its sources come last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import CHROMIUM, NO_CHROMIUM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from whosays.desk.app import Desk

pytestmark = NO_CHROMIUM


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def accepted(desk: Desk) -> Iterator[str]:
    claim = next(claim.id for claim in desk.case.claims() if "home for every reader" in claim.content[0].text)
    desk.case.judge(claim, "accept")
    yield claim
    desk.case.undo(claim)


def open_reports(window: Browser, served: str, **wanted: object) -> Page:
    page = window.new_context(java_script_enabled=False, **wanted).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(30_000)
    page.goto(served)
    page.goto(served.partition("/?")[0] + "/reports")
    return page


def test_a_report_is_written_without_script_and_its_footnote_opens_the_words(
    window: Browser, served: str, accepted: str, desk: Desk
) -> None:
    page = open_reports(window, served, viewport={"width": 1280, "height": 900})
    page.get_by_label("Title of the report").fill("Who reads at the quay")
    page.get_by_role("button", name="New report").click()
    page.locator(".desk-side").get_by_role("searchbox").fill("every reader")
    page.locator(".desk-side").get_by_role("button", name="Search").click()
    page.locator(".found li").filter(has_text="a home for every reader").get_by_role("button").first.click()
    page.get_by_label("Paragraph").fill(f"They call themselves so[^{accepted}].")
    page.locator("form.write").filter(has=page.get_by_label("Paragraph")).get_by_role("button").click()
    expect(page.locator(".block")).to_have_count(2)
    page.get_by_role("link", name="Done").click()
    expect(page.locator(".notes li")).to_have_count(1)
    page.locator(".own .noted a").click()
    expect(page).to_have_url(re.compile("#note-1$"))
    page.locator(".notes li a").first.click()
    expect(page.locator(f"mark[id='{accepted}']").first).to_be_visible()
    desk.case.drop_report(next(one.id for one in desk.case.reports() if one.title == "Who reads at the quay"))


def test_in_print_only_the_report_is_left_with_its_sources_last(
    window: Browser, served: str, accepted: str, desk: Desk
) -> None:
    blocks = [desk.case.make_block("claim", accepted), desk.case.make_block("paragraph", "And that is all.")]
    made = desk.case.save_report(title="For the printer", blocks=blocks)
    page = open_reports(window, served, viewport={"width": 900, "height": 900})
    page.goto(page.url + f"/{made.id}?write=yes")
    page.emulate_media(media="print")
    for gone in (".bar", ".tools >> nth=0", ".desk-side"):
        expect(page.locator(gone)).to_be_hidden()
    last, notes = page.locator(".own").bounding_box(), page.locator(".notes").bounding_box()
    assert last
    assert notes
    assert notes["y"] > last["y"]
    assert "a home for every reader" in page.locator(".notes").inner_text()
    desk.case.drop_report(made.id)


@pytest.mark.parametrize("address", ["/reports", "/review/rows", "/review/dates", "/compare", "/documents/fa.txt/translation"])
def test_no_page_is_wider_than_a_narrow_screen(window: Browser, served: str, address: str) -> None:
    page = window.new_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(served)
    page.goto(served.partition("/?")[0] + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
