"""No page of the desk breaks a rule of accessibility that axe-core can check, in light and dark, from left and from right.

axe-core (MPL-2.0) is a tool of the tests only; `npm ci` in frontend/ brings it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.desk.browser import NO_CHROMIUM, open_desk
from tests.desk.test_pages import addresses

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from whosays.desk.app import Desk

AXE = Path(__file__).parents[2] / "frontend/node_modules/axe-core/axe.min.js"
pytestmark = [NO_CHROMIUM, pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in frontend/)")]
RUN = """async (only) => {
  const all = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const found = await axe.run(document, { runOnly: only ?? all, resultTypes: ["violations"] });
  const told = (rule, node) => `${rule}: ${node.html.slice(0, 200)} ${node.failureSummary}`;
  return found.violations.flatMap((one) => one.nodes.map((node) => told(one.id, node)));
}"""


def violations(page: Page, address: str) -> list[str]:
    """Return what axe finds on a page, in light and in dark."""
    page.goto(address)
    return violations_here(page)


def violations_here(page: Page) -> list[str]:
    """Return what axe finds on the page as it is open."""
    page.evaluate(AXE.read_text(encoding="utf-8"))  # by the browser's own door: pages load no script from elsewhere
    page.emulate_media(color_scheme="light")
    found: list[str] = page.evaluate(RUN, None)
    page.emulate_media(color_scheme="dark")
    found += [f"dark, {one}" for one in page.evaluate(RUN, ["color-contrast"])]
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_breaks_a_rule(chromium: Browser, served: str, desk: Desk, language: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1280, "height": 900})
    base = served.partition("/?")[0]
    page.context.add_cookies([{"name": "language", "value": language, "url": base}])
    claim = desk.case.claims()[0].id
    more = (
        f"/documents/quay-report.txt?claim={claim}",
        "/documents/signs.txt",
        "/documents/quay-report.txt/mark?exact=opened+a+branch",
        "/documents/quay-report.txt/mark?kind=name&exact=a+boat",
        "/search?q=library",
        "/documents/nothing",
    )
    broken = {path: found for path in (*addresses(desk), *more) if (found := violations(page, base + path))}
    assert broken == {}


@pytest.mark.parametrize("language", ["en", "ar", "fa"])
def test_what_is_refused_breaks_no_rule(chromium: Browser, served: str, language: str) -> None:
    page = open_desk(chromium, served, viewport={"width": 1280, "height": 900})
    base = served.partition("/?")[0]
    page.context.add_cookies([{"name": "language", "value": language, "url": base}])
    page.goto(f"{base}/settings")
    page.fill("#ocr-pages", "many")
    page.press("#ocr-pages", "Enter")
    page.locator(".refused").wait_for()
    assert violations_here(page) == []


def test_the_dialog_of_keys_breaks_no_rule(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    page.goto(served.partition("/?")[0] + "/review")
    page.keyboard.press("?")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, None) == []


def test_a_rule_that_is_broken_is_found(chromium: Browser, served: str) -> None:
    page = open_desk(chromium, served)
    page.goto(served.partition("/?")[0] + "/review")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<input><p class=pale>pale</p>')")
    page.evaluate("document.querySelector('.pale').style.color = '#ddd'")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert {one.partition(":")[0] for one in page.evaluate(RUN, None)} >= {"label", "color-contrast"}
