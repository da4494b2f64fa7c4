"""A newcomer's first ten minutes on the sample case: with the mouse, by keys alone, in Arabic, narrow, without script.

Open, read, accept five claims, fix one, say that two names are one, take it back, look at what a claim rests on, write a report
with one of them, export.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk
from tests.desk.conftest import serving

from whosays.case import Case
from whosays.desk.phrases import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

pytestmark = NO_CHROMIUM


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample case, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "case"
    with Case.new(folder, sample=True) as case:
        case.add([Case.sample_folder(folder)], jobs=1)
    return folder


@dataclass(frozen=True)
class Desk:
    """A case of one's own, and its first address."""

    folder: Path
    address: str

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    def decided(self) -> list[str]:
        """Return the decisions, oldest first."""
        with Case.open(self.folder) as case, case.view() as view:
            return [one.decision for one in view.judgements()]


@pytest.fixture
def own(sample: Path, tmp_path: Path) -> Iterator[Desk]:
    shutil.copytree(sample, tmp_path / "case")
    with serving(tmp_path / "case") as address:
        yield Desk(tmp_path / "case", address)


@contextmanager
def no_new_page(page: Page) -> Iterator[None]:
    """Hold that the page is not left."""
    page.evaluate("window.stays = true")
    yield
    assert page.evaluate("window.stays") is True


@pytest.mark.parametrize(
    ("language", "width", "scripts"),
    [("en", 1280, True), ("ar", 1280, True), ("en", 320, True), ("ar", 320, False), ("en", 1280, False)],
)
def test_the_first_ten_minutes(chromium: Browser, own: Desk, language: str, width: int, scripts: bool) -> None:
    page = open_desk(
        chromium, own.address, viewport={"width": width, "height": 800}, java_script_enabled=scripts, color_scheme="dark"
    )
    page.context.add_cookies([{"name": "language", "value": language, "url": own.base}])
    page.goto(own.base)
    t = Words(language)

    def follow(name: str, within: Locator | Page = page) -> None:
        within.get_by_role("link", name=name, exact=True).first.click()

    # Read a document, and one claim of it.
    follow(t("library"))
    page.locator("main table a").filter(has_text="One River, Many Organisers").click()
    expect(page.locator("claim-margin")).to_contain_text("More than 60 organisations")
    page.locator(".card .said a").first.click()
    expect(page.locator(".context mark")).to_be_visible()

    # What the claim rests on.
    follow(t("lineage"), page.locator("main"))
    expect(page).to_have_url(re.compile(re.escape("/lineage/")))
    expect(page.locator("main h1 q")).to_be_visible()

    # Accept five claims.
    follow(t("review"))
    item = page.locator(".item:not([hidden])")
    of = int(page.locator(".items-at").inner_text().split()[-1])
    for n in range(5):
        before = item.get_attribute("id")
        item.locator("button[value=accept]").click()
        expect(page.locator(".items-at")).to_have_text(t("review.at", n=1, of=of - n - 1))
        assert item.get_attribute("id") != before
    assert own.decided() == ["accept"] * 5

    # Fix one.
    item.locator("a[data-key=e]").click()
    page.locator("select[name=polarity]").select_option("mixed")
    page.get_by_role("button", name=t("save")).click()
    expect(page.locator(".items-at")).to_have_text(t("review.at", n=1, of=of - 6))
    assert own.decided() == [*["accept"] * 5, "edit"]

    # Two names are one; then they are not.
    follow(t("review.names"))
    waiting = page.locator(".items-at").inner_text()
    page.locator("button[value=same]").click()
    expect(page.locator(".items-at")).not_to_have_text(waiting)
    assert own.decided()[-1] == "same"
    follow(t("activity"), page.locator("main"))
    page.get_by_role("button", name=t("undo")).first.click()
    expect(page.locator("main li").first).to_contain_text(t("decision.undo"))
    assert own.decided()[-1] == "undo"
    page.goto(f"{own.base}/review/names")
    expect(page.locator(".items-at")).to_have_text(waiting)

    # Write a report with a claim that was accepted, and take all of it away.
    follow(t("reports"))
    page.locator("#title").fill("Buckets")
    page.get_by_role("button", name=t("report.new")).click()
    page.locator("form.seek input[name=q]").fill("alliance of anglers")
    page.locator("form.seek button").click()
    page.locator(".found li button").first.click()
    expect(page.locator(".block")).to_contain_text("alliance of anglers")
    follow(t("reports"))
    page.get_by_role("link", name=t("export"), exact=True).click()
    page.get_by_role("button", name=t("export.make")).click()
    with page.expect_download(timeout=60_000) as download:  # it is written by a process that has to start
        page.get_by_role("link", name=t("export.fetch"), exact=True).click(timeout=60_000)
    assert "claims.jsonl" in ZipFile(download.value.path()).namelist()


def press_until(page: Page, key: str, is_there: Callable[[], bool]) -> None:
    """Press a key until something is so; a person would give up after a hundred times."""
    for _ in range(100):
        if is_there():
            return
        page.keyboard.press(key)
    raise AssertionError(f"a hundred times {key} did not get there")


def focused(page: Page) -> str:
    told: str = page.evaluate("document.activeElement?.innerText?.trim() ?? ''")
    return told


def test_the_first_ten_minutes_by_keys_alone(chromium: Browser, own: Desk) -> None:
    page = open_desk(chromium, own.address, viewport={"width": 1280, "height": 800})

    # Find a document by its words, and read claim by claim.
    page.keyboard.press("/")
    page.keyboard.type("harbour of Thornquay")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    press_until(page, "Tab", lambda: page.evaluate("document.activeElement.matches('.hit')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    page.wait_for_load_state()
    with no_new_page(page):
        page.keyboard.press("j")
        first = page.locator(".beside.active").get_attribute("data-card")
        page.keyboard.press("j")
        assert page.locator(".beside.active").get_attribute("data-card") != first
        page.keyboard.press("a")
        expect(page.locator(".beside.active")).to_have_attribute("data-status", "accepted")

    # Four more in review.
    press_until(page, "Shift+Tab", lambda: focused(page) == "Review")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    page.wait_for_load_state()
    with no_new_page(page):
        for n in range(4):
            page.keyboard.press("a")
            expect(page.locator(".decided-last form")).to_have_count(min(n + 2, 6))
        assert own.decided() == ["accept"] * 5
        page.keyboard.press("z")
        expect(page.locator(".decided-last form")).to_have_count(6)
        assert own.decided()[-1] == "undo"

    # Fix one.
    page.keyboard.press("e")
    page.wait_for_url("**/edit**")
    press_until(page, "Tab", lambda: page.evaluate("document.activeElement.name") == "polarity")
    page.keyboard.press("ArrowDown")
    press_until(page, "Tab", lambda: focused(page) == "Save")
    page.keyboard.press("Enter")
    expect(page.locator(".items-at")).to_be_visible()
    assert own.decided()[-1] == "edit"

    # Two names are one; then they are not.
    press_until(page, "Tab", lambda: focused(page) == "Names that may be one")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/names")
    page.wait_for_load_state()
    waiting = page.locator(".items-at").inner_text()
    with no_new_page(page):
        page.keyboard.press("s")
        expect(page.locator(".items-at")).not_to_have_text(waiting)
        assert own.decided()[-1] == "same"
        page.keyboard.press("z")
        expect(page.locator(".items-at")).to_have_text(waiting)
        assert own.decided()[-1] == "undo"

    # All keys, and what a claim rests on.
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).not_to_be_visible()
    press_until(page, "Tab", lambda: page.evaluate("document.activeElement.matches('.bar a[href=\"/claims\"]')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims")
    press_until(page, "Tab", lambda: page.evaluate("document.activeElement.matches('.said a')"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/clm-**")
    press_until(page, "Tab", lambda: focused(page) == "What it rests on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lineage/**")
    expect(page.locator("main h1 q")).to_be_visible()
