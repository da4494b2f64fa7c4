"""The reader in a real browser: one claim at a time, cards beside their words, notes in place, words selected to be marked."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from whosays.desk.app import Desk

pytestmark = NO_CHROMIUM
PAPER = "/documents/quay-report.txt"
SELECT = """([from, to]) => {
  const find = (words) => {
    const walker = document.createTreeWalker(document.querySelector("claim-margin"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf(words);
      if (at >= 0) return [node, at, at + words.length];
    }
    throw new Error("no words: " + words);
  };
  const range = document.createRange();
  const [first, start] = find(from), [last, , end] = find(to);
  range.setStart(first, start);
  range.setEnd(last, end);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def test_cards_float_and_push_nothing_down(chromium: Browser, served: str) -> None:
    def tops(page: Page) -> list[float]:
        page.goto(base + PAPER)
        page.evaluate("document.fonts.ready")
        found: list[float] = page.evaluate(
            "[...document.querySelectorAll('.row .page')].map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"
        )
        return found

    base = served.partition("/?")[0]
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    floating = tops(page)
    page.evaluate("document.querySelectorAll('.beside').forEach((one) => one.remove())")
    bare: list[float] = page.evaluate(
        "[...document.querySelectorAll('.row .page')].map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"
    )
    assert floating == bare
    for width in (1440, 1100, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(base + PAPER)
        boxes = [box for card in page.locator(".beside").all() if (box := card.bounding_box())]
        assert len(boxes) > 3
        for one, following in pairwise(boxes):
            assert following["y"] >= one["y"] + one["height"]


def test_keys_go_from_claim_to_claim_and_between_words_and_card(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    page.goto(served.partition("/?")[0] + PAPER)
    page.evaluate("window.stays = true")
    page.keyboard.press("j")
    first = page.locator("mark.active").first.get_attribute("data-claim")
    page.keyboard.press("j")
    second = page.locator("mark.active").first.get_attribute("data-claim")
    assert first != second
    expect(page).to_have_url(re.compile(re.escape(f"claim={second}") + "$"))
    page.keyboard.press("k")
    expect(page.locator(".beside.active")).to_have_attribute("data-card", first or "")
    assert page.evaluate("document.activeElement.dataset.claim") == first
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.dataset.card") == first
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.dataset.claim") == first
    assert page.evaluate("window.stays")


def test_a_claim_is_decided_in_the_margin_and_the_page_stays(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    page.goto(served.partition("/?")[0] + PAPER)
    page.evaluate("window.stays = true")
    page.locator("mark[data-claim]").nth(0).click()
    other = page.locator(".beside.active").get_attribute("data-card")
    page.locator("mark[data-claim]").nth(1).click()
    card = page.locator(".beside.active")
    assert card.get_attribute("data-card") != other
    page.keyboard.press("a")
    expect(card).to_have_attribute("data-status", "accepted")
    expect(page.locator("#told")).to_contain_text("accepted")
    expect(page.locator(f".beside[data-card='{other}']")).to_have_attribute("data-status", "proposed")
    page.keyboard.press("z")
    expect(card).to_have_attribute("data-status", "proposed")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", name="Edit the claim")).to_be_visible()
    page.get_by_role("link", name="Leave it").click()
    expect(page).to_have_url(re.compile(re.escape("claim=")))


def test_a_note_opens_in_place_and_leads_to_where_it_stands(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    page.goto(served.partition("/?")[0] + "/documents/signs.txt")
    page.get_by_role("button", name="Note 2").click()
    note = page.locator(".note:popover-open")
    expect(note).to_contain_text("https://example.org/boat")
    note.get_by_role("link").click()
    assert page.locator(":target .page").inner_text().split() == ["2", "https://example.org/boat"]


def test_words_that_are_selected_are_marked_as_they_stand(chromium: Browser, served: str, desk: Desk) -> None:
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    base = served.partition("/?")[0]
    with desk.case.view() as view:
        text = view.stored.find_document("signs.txt").text
    assert "\r\n" in text
    for first, last, expected in (
        ("🎶 said", "boat", "🎶 said that the old 🚣 boat"),
        ("old 🚣", "hums at", "old 🚣 boat\r\nhums at"),
        ("السَّدُّ", "🎶 اليوم", "السَّدُّ إنّه مُغلق 🎶 اليوم"),
    ):
        page.goto(f"{base}/documents/signs.txt")
        page.evaluate(SELECT, [first, last])
        expect(page.locator("#choose")).to_be_visible()
        address = page.locator("#choose a").first.get_attribute("href") or ""
        sent = page.evaluate("(address) => Object.fromEntries(new URL(address).searchParams)", address)
        assert text[int(sent["start"]) : int(sent["end"])] == expected
        page.keyboard.press("m")
        expect(page.get_by_label("Exact words")).to_have_value(" ".join(expected.split()))
    page.get_by_label("What the holder does").select_option("describe")
    page.get_by_role("button", name="Mark a claim").click()
    made = page.locator("mark.active").first
    expect(made).to_have_text("السَّدُّ إنّه مُغلق 🎶 اليوم")
    desk.case.judge(made.get_attribute("data-claim") or "", "reject")


def test_words_of_two_passages_are_marked_without_what_lies_between(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1440, "height": 900})
    page.goto(served.partition("/?")[0] + "/documents/signs.txt")
    page.evaluate(SELECT, ["praised", "إنّه"])
    expect(page.locator("#choose")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_label("Exact words")).to_have_value("praised the boat.² قالَ السَّدُّ إنّه")
    expect(page.locator(".context mark")).to_have_text("praised the boat.² … قالَ السَّدُّ إنّه")


@pytest.mark.parametrize("scripts", [True, False])
def test_words_can_be_typed_to_mark_them(chromium: Browser, served: str, desk: Desk, scripts: bool) -> None:
    page = open_desk(chromium, served, java_script_enabled=scripts)
    page.goto(served.partition("/?")[0] + PAPER)
    page.get_by_role("link", name="Mark words").click()
    page.get_by_label("Exact words").fill("Halden Reading")
    page.get_by_role("button", name="Find").click()
    page.locator("main li a").nth(1).click()
    page.locator("select[name=holder]").select_option("hidden")
    page.get_by_role("button", name="Mark a claim").click()
    made = page.locator("mark.active").first
    assert made.inner_text() == "Halden Reading"
    desk.case.judge(made.get_attribute("data-claim") or "", "reject")
