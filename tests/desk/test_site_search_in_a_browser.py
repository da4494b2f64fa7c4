"""Searching a published site in a real browser: from a file server and the disk, by keyboard, from right to left (fiction)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, serving_files
from tests.desk.test_axe import AXE, RUN

from whosays.case import Case
from whosays.desk.site.writing import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = NO_CHROMIUM
LONG = "\n\n".join((
    "Fiction.",
    "The lamp of the weir is out. " + "The lock is shut today and the water is low. " * 400
    + "The lamp of the weir is lit again. " + "Boats wait at the quay. " * 50,
))  # fmt: skip


@pytest.fixture(scope="module")
def case(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    folder = tmp_path_factory.mktemp("searching")
    (folder / "long.txt").write_text(LONG, encoding="utf-8")
    with Case.open(shutil.copytree(read_once, folder / "quay")) as made:
        made.add([folder / "long.txt"], jobs=1)
        made.judge(next(one for one in made.claims() if "branch" in one.content[0].text).id, "accept", who="Tester")
        yield made


@pytest.fixture(scope="module")
def site(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for language in ("en", "ar", "fa"):
        list(publish(case, folder / language, language=language))
    return folder


@pytest.fixture(scope="module")
def starts(site: Path) -> Iterator[dict[str, str]]:
    """The ways to the site: a file server, and the disk."""
    with serving_files(site) as address:
        yield {"http": address, "file": f"{site.as_uri()}/"}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page on which nothing may go wrong."""
    made = chromium.new_context(viewport={"width": 1000, "height": 700}).new_page()
    made.set_default_timeout(30_000)
    wrong: list[str] = []
    made.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("dialog", lambda dialog: wrong.append(dialog.message))
    yield made
    assert wrong == []
    made.context.close()


def search(page: Page, start: str, words: str, language: str = "en") -> None:
    """Open the page with a search in its address, and wait for what is found."""
    page.goto("about:blank")
    page.goto(f"{start}{language}/search.html#q={quote(words)}")
    expect(page.locator("#told")).not_to_be_empty()


def found(page: Page, kind: str) -> list[str]:
    at = f"section:has(h2:text-matches('^{kind}')) li"
    return [" ".join(one.split()) for one in page.locator(at).all_inner_texts()]


@pytest.mark.parametrize("way", ["http", "file"])
def test_names_claims_and_passages_are_found_in_their_own_words(page: Page, starts: dict[str, str], way: str) -> None:
    search(page, starts[way], "halden society")
    assert page.locator("#told").inner_text() == "4 places found"
    assert found(page, "Names")[0] == "Halden Reading Society"
    assert all("Halden Reading Society" in one for one in found(page, "Passages"))
    assert found(page, "Passages")
    assert page.locator("li b:not([dir])").first.inner_text() == "Halden"
    assert page.locator("#without").is_hidden()


def test_a_claim_says_whose_it_is_and_whether_somebody_decided(page: Page, starts: dict[str, str]) -> None:
    search(page, starts["file"], '"home for every"')
    (claim,) = found(page, "Claims")
    assert claim.startswith("HRS ")
    assert claim.endswith(" Claim proposed")
    page.locator("section a.hit").first.click()
    page.wait_for_url("**/documents/*.html#clm-*")
    assert "home for every reader" in page.locator("mark:target").first.inner_text()
    page.go_back()
    assert page.locator("#q").input_value() == '"home for every"'
    page.locator("a.fine", has_text="Claim").click()
    page.wait_for_url("**/claims/clm-*.html")


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_passage_is_opened_at_the_words_however_long_it_is(page: Page, starts: dict[str, str], way: str) -> None:
    search(page, starts[way], '"lit again"')
    (hit,) = found(page, "Passages")
    assert "The lamp of the weir is lit again. Boats" in hit
    page.locator("section:has(h2:text-matches('^Passages')) a.hit").click()
    page.wait_for_url("**/documents/*.html#psg-*")
    for _ in range(600):
        if page.evaluate("window.scrollY") > 2000:  # the passage begins at the top
            return
        page.wait_for_timeout(100)
    pytest.fail("the page stayed at its top")


def test_it_works_by_keyboard_while_typing_and_by_enter(page: Page, starts: dict[str, str]) -> None:
    page.goto(f"{starts['file']}en/search.html")
    page.locator("#q").focus()
    page.keyboard.type("libr")
    expect(page.locator("#found li").first).to_be_visible()
    assert "q=libr" in page.url
    page.locator("#q").fill("libr")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_have_text("Nothing fits.")
    page.locator("#q").fill("lock*")
    page.keyboard.press("Enter")
    expect(page.locator("#found li").first).to_be_visible()
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "hit"
    page.locator("#q").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("#found *")).to_have_count(0)


def test_letters_that_people_type_for_one_another_find_the_same(page: Page, starts: dict[str, str]) -> None:
    for typed in ("می‌شود", "ميشود", "می شود"):
        search(page, starts["file"], typed, "fa")
        assert page.locator("section li b:not([dir])").all_inner_texts() == ["می‌شود"] * 2
    assert page.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    search(page, starts["file"], "السد", "ar")
    assert page.locator("section li b:not([dir])").first.inner_text() == "السَّدُّ"


def test_more_is_shown_when_it_is_asked_for(page: Page, tmp_path: Path) -> None:
    many = tmp_path / "many"
    (tmp_path / "papers").mkdir()
    words = "\n\n".join(f"The harbour has a {number}th lamp." for number in range(45))
    (tmp_path / "papers/lamps.txt").write_text(f"Fiction.\n\n{words}\n", encoding="utf-8")
    with Case.new(tmp_path / "case") as made:
        made.add([tmp_path / "papers"], jobs=1)
        list(publish(made, many / "en"))
    search(page, f"{many.as_uri()}/", '"harbour has"')
    passages = page.locator("section:has(h2:text-matches('^Passages')) li")
    more = page.locator("section:has(h2:text-matches('^Passages')) button:visible")
    expect(passages).to_have_count(20)
    expect(more).to_have_text("Show 20 more")
    more.click()
    expect(passages).to_have_count(40)
    assert "20th" in page.evaluate("document.activeElement.textContent")
    expect(more).to_have_text("Show 5 more")
    more.click()
    expect(passages).to_have_count(45)
    expect(more).to_have_count(0)


def test_a_site_that_is_not_whole_says_so(chromium: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site / "en", tmp_path / "en")
    (tmp_path / "en/search/words-1.js").unlink()
    page = chromium.new_context().new_page()
    page.goto(f"{tmp_path.as_uri()}/en/search.html#q=library")
    expect(page.locator("#told")).to_contain_text("could not be loaded")
    page.context.close()


def test_without_script_the_page_says_so_and_leads_to_lists(chromium: Browser, starts: dict[str, str]) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{starts['file']}en/search.html")
    assert page.locator("form").is_hidden()
    assert "does not run here" in page.locator("#without").inner_text()
    page.locator("#without a", has_text="Names").click()
    page.wait_for_url("**/names.html")
    page.context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in frontend/)")
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_found_breaks_no_rule_of_accessibility(page: Page, starts: dict[str, str], language: str) -> None:
    search(page, starts["http"], "the*", language)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(RUN, None) == []
