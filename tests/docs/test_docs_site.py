"""The site of the documentation: built without a warning, whole, and asking for nothing elsewhere."""

from __future__ import annotations

import posixpath
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from tests.desk.browser import CHROMIUM, NO_CHROMIUM
from tests.desk.test_axe import AXE, RUN
from tools.docs_site import ROOT, build, changelog, linked, navigation, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytest.importorskip("zensical", reason="zensical is not installed (the extra docs)")
RIGHT_TO_LEFT = {"tutorial/first-case.ar.html": "ar", "tutorial/first-case.fa.html": "fa"}
HELD_TO_RULES = ("index.html", "explanation/origins.html", "tutorial/first-case.html", *RIGHT_TO_LEFT)
LOOKED_AT = (*HELD_TO_RULES, "reference/records.html", "reference/python.html", "quality.html")
LOADED = "//script/@src | //link[not(@rel='canonical' or @rel='next' or @rel='prev')]/@href | //img/@src | //iframe/@src"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("site") / "build")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site on loopback: its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def pages(site: Path) -> dict[Path, html.HtmlElement]:
    return {
        path: html.fromstring(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.name != "404.html"
    }


def broken(site: Path, found: dict[Path, html.HtmlElement]) -> list[str]:
    """Return the links between pages that lead nowhere."""
    ids = {path: set(page.xpath("//@id | //a/@name")) for path, page in found.items()}
    wrong = []
    for path, page in found.items():
        for link in page.xpath("//a/@href"):
            way, anchor = urldefrag(unquote(link))
            if re.match(r"[a-z]+:", link):
                continue
            target = (path.parent / way).resolve() if way else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (anchor and anchor not in ids.get(target, {anchor})):
                wrong.append(f"{path.relative_to(site)}: {link}")
    return wrong


def test_every_page_is_built_and_in_the_navigation(site: Path) -> None:
    wanted = {"index.html" if there == "README.md" else there.replace(".md", ".html") for there in sources()}
    assert {path.relative_to(site).as_posix() for path in pages(site)} == wanted
    start = html.fromstring((site / "index.html").read_text(encoding="utf-8"))
    nav = next(one for one in start.iter("nav") if "md-nav--primary" in one.get("class", ""))
    reached = {posixpath.normpath(urldefrag(link.get("href", ""))[0]) for link in nav.iter("a")}
    assert wanted - {"index.html"} - reached == set()


def test_no_link_between_pages_is_broken(site: Path) -> None:
    found = pages(site)
    assert broken(site, found) == []
    found[site / "index.html"].append(html.fromstring('<p><a href="nowhere.html">a</a> <a href="quality.html#none">b</a></p>'))
    assert broken(site, found) == ["index.html: nowhere.html", "index.html: quality.html#none"]


def test_no_page_asks_for_anything_elsewhere(site: Path) -> None:
    asked = {address for page in pages(site).values() for address in page.xpath(LOADED)}
    assert len(asked) > 1
    assert [address for address in asked if re.match(r"(?:[a-z]+:)?//", address)] == []
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"(?:url\(|@import )[\"']?(?:https?:)?//[^)\"']+", styles) == []


@NO_CHROMIUM
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_open_from_a_folder_and_fit_the_screen(site: Path, chromium: Browser, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for name in LOOKED_AT:
        page.goto((site / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert wrong == []
    assert len(asked) > len(LOOKED_AT)
    assert [address for address in asked if not address.startswith(("file:", "blob:", "data:"))] == []
    page.close()


@NO_CHROMIUM
def test_the_search_finds_a_page_and_asks_nobody_else(chromium: Browser, served: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("bottleneck")
    page.locator("a[href*='explanation/origins']:visible").first.wait_for()
    assert [address for address in asked if not address.startswith((served, "blob:", "data:"))] == []
    page.close()


@NO_CHROMIUM
def test_pages_in_arabic_and_persian_read_from_the_right_and_their_commands_from_the_left(
    site: Path, chromium: Browser
) -> None:
    page = chromium.new_page()
    for name, language in RIGHT_TO_LEFT.items():
        page.goto((site / name).as_uri())
        told = page.evaluate(
            """() => ["h1", "h2", "p", "pre code", "p code"].map((tag) => {
                const one = document.querySelector(`article ${tag}`);
                return [tag, getComputedStyle(one).direction, getComputedStyle(one).textAlign, one.closest("[lang]").lang];
            })"""
        )
        assert told == [
            ["h1", "rtl", "start", language],
            ["h2", "rtl", "start", language],
            ["p", "rtl", "start", language],
            ["pre code", "ltr", "left", language],
            ["p code", "ltr", "start", language],
        ]
    page.close()


@NO_CHROMIUM
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in frontend/)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(site: Path, chromium: Browser, scheme: Literal["light", "dark"]) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    for name in HELD_TO_RULES:
        page.goto((site / name).as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(RUN, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]) == [], name
    page.close()


def test_paths_in_prose_become_links_and_code_stays() -> None:
    page = ROOT / "docs" / "how-to" / "see-why.md"
    prose = "See `../explanation/relations.md`, `docs/decisions/0006`, `nowhere.md`."
    code = "\n\n    cat `docs/quality.md`\n\n```sh\n`docs/quality.md`\n```\n"
    made = linked(prose + code, page)
    assert made.startswith("See [What a relation is](../explanation/relations.md), [6. Files inside of files: ")
    assert made.endswith("`nowhere.md`." + code)


def test_the_navigation_is_the_list_of_pages() -> None:
    index = (
        "# Pages\n\n## Read\n\n- [One](a.md): first.\n\n### More\n\n- [Two](b/c.md)\n\n## Project\n\n"
        "- [Built](../ARCHITECTURE.md)\n"
    )
    assert navigation(index) == [
        {"Start": "README.md"},
        {"Read": [{"One": "a.md"}, {"More": [{"Two": "b/c.md"}]}]},
        {"Project": [{"Built": "project/architecture.md"}]},
    ]


def test_the_changes_begin_with_what_is_not_released_yet() -> None:
    heads = re.findall(r"^## (.+)$", changelog(), re.MULTILINE)
    assert heads[0] == "Not released yet" or not [path for path in (ROOT / "changes").iterdir() if path.name != "README.md"]
    assert heads[-1].startswith("0.1.0")
