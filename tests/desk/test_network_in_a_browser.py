"""A network of more names than the server draws, in a real browser: drawn by WebGL, and without script by the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import CHROMIUM, NO_CHROMIUM
from tests.desk.conftest import KEY, serving

from whosays.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = NO_CHROMIUM
_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A desk over a list of 330 names: its address."""
    made = tmp_path_factory.mktemp("many")
    (made / "papers").mkdir()
    places = [
        f"{one}{other}" for one in ("Pier", "Marsh", "Lock", "Quay", "Weir", "Mill") for other in ("gate", "field", "hill")
    ]
    names = [f"{place} {kind} {number}" for place in places for kind in ("Choir", "Fund") for number in range(1, 11)][:330]
    rows = "\n".join(f"{number}. {name}, Norway" for number, name in enumerate(names, 1))
    (made / "papers" / "list.txt").write_text(f"Fiction.\n\nSupporters\n\n{rows}\n", encoding="utf-8")
    with Case.new(made / "many") as case:
        case.add([made / "papers"], jobs=1)
    with serving(made / "many") as address:
        yield address.partition("/?")[0]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *_WEBGL])
        yield browser
        browser.close()


def open_network(chromium: Browser, many: str, **wanted: object) -> Page:
    page = chromium.new_context(viewport={"width": 1200, "height": 900}, **wanted).new_page()  # type: ignore[arg-type]
    page.goto(f"{many}/?key={KEY}")
    page.goto(f"{many}/network")
    return page


def test_all_names_are_drawn_by_the_browser(chromium: Browser, many: str) -> None:
    told: list[str] = []
    page = open_network(chromium, many)
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    if not page.evaluate("document.createElement('canvas').getContext('webgl2') !== null"):
        pytest.skip("this browser has no WebGL")
    page.reload()
    page.locator(".graph canvas").first.wait_for()
    expect(page.locator(".graph")).to_be_visible()
    expect(page.locator("#web")).to_be_hidden()
    assert told == []


def test_without_script_the_names_with_most_ties_are_drawn(chromium: Browser, many: str) -> None:
    page = open_network(chromium, many, java_script_enabled=False)
    expect(page.locator("#web svg .dot")).to_have_count(300)
    expect(page.locator(".graph")).to_be_hidden()


def test_other_pages_load_none_of_it(chromium: Browser, many: str) -> None:
    page = open_network(chromium, many)
    expect(page.locator("script[src*='network.js']")).to_have_count(1)
    page.goto(f"{many}/network?text=Weirhill")
    expect(page.locator("script[src*='network.js']")).to_have_count(0)
