"""In a real browser: the record is taken out, and words are hidden, by mouse, by keyboard, without script, in Arabic."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk
from tests.desk.conftest import serving
from tests.desk.test_axe import AXE, RUN, violations

from whosays.case import Case
from whosays.store.held.hides import HeldHides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = NO_CHROMIUM
NEEDS_AXE = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in frontend/)")
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector("claim-margin"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.textContent.indexOf(words);
    if (at < 0 || !node.parentElement.closest("[data-start]")) continue;
    window.getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return;
  }
  throw new Error("not on the page");
}"""


@pytest.fixture(scope="module")
def folder(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(read_once, tmp_path_factory.mktemp("leaving") / "quay"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as first:
        yield first


@pytest.fixture
def case(folder: Path) -> Iterator[Case]:
    """The case; what a test hides is taken back."""
    with Case.open(folder) as opened:
        yield opened
        with opened.view() as view:
            made = [one.id for one in HeldHides().stand(view.stored.lookup)]
        opened.undo_all(made)


def opened(chromium: Browser, address: str, path: str, *, language: str = "en", **wanted: object) -> Page:
    page = open_desk(chromium, address, **wanted)
    base = address.partition("/?")[0]
    page.context.add_cookies([{"name": "language", "value": language, "url": base}])
    page.goto(base + path)
    return page


@pytest.mark.parametrize("script", [True, False])
def test_the_record_is_taken_out_by_mouse_with_and_without_script(
    chromium: Browser, address: str, tmp_path: Path, script: bool
) -> None:
    page = opened(chromium, address, "/reports", java_script_enabled=script)
    page.get_by_role("link", name="Export the record").last.click()
    page.get_by_role("radio", name="CSV").check()
    page.get_by_role("button", name="Make the file").click()
    expect(page.locator(".made")).to_contain_text("CSV")
    with page.expect_download(timeout=60_000) as coming:
        page.get_by_role("link", name="Download").click(timeout=60_000)
    coming.value.save_as(tmp_path / "got.zip")
    assert coming.value.suggested_filename == "quay-csv.zip"
    assert "claims.csv" in zipfile.ZipFile(tmp_path / "got.zip").namelist()
    expect(page.get_by_role("radio", name="CSV")).to_be_checked()


def test_the_record_is_taken_out_by_keyboard_in_arabic(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/export", language="ar")
    page.locator("input[value=jsonl]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    ready = page.get_by_role("link", name="نزّل الملف")
    expect(ready).to_be_visible(timeout=60_000)
    expect(page.locator(".made .code")).to_have_text("quay-xlsx.xlsx")
    with page.expect_download(timeout=60_000) as coming:
        ready.press("Enter")
    assert coming.value.suggested_filename == "quay-xlsx.xlsx"


def test_a_choice_that_is_made_meanwhile_stays_when_the_file_is_ready(chromium: Browser, address: str) -> None:
    page = opened(chromium, address, "/export")
    page.get_by_role("radio", name="iCalendar").check()
    page.get_by_role("button", name="Make the file").click()
    page.get_by_role("radio", name="Workbook").check()
    expect(page.get_by_role("link", name="Download")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("radio", name="Workbook")).to_be_checked()


def test_selected_words_are_hidden_by_mouse_and_taken_back(chromium: Browser, address: str, case: Case) -> None:
    page = opened(chromium, address, "/documents/signs.txt")
    page.evaluate(SELECT, "boat\r\nhums at night")
    page.locator("#choose").get_by_role("link", name="Hide").click()
    expect(page.locator(".context mark")).to_have_text("boat hums at night")
    page.get_by_label("Reason").fill("a private boat")
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(page.locator("mark.covered").first).to_be_visible()
    assert "".join(page.locator("mark.covered").all_inner_texts()).split() == ["boat", "hums", "at", "night"]
    with case.view() as view:
        (made,) = HeldHides().stand(view.stored.lookup)
        text = view.stored.document(made.record).text  # type: ignore[arg-type]
    assert '"text": "boat\\r\\nhums at night"' in (made.changes or "")
    assert "boat\r\nhums at night" in text
    expect(page.locator(".kept")).to_contain_text("a private boat")
    page.locator(".kept").get_by_role("button", name="Undo").click()
    expect(page.locator("mark.covered")).to_have_count(0)


def test_selected_words_are_hidden_by_keyboard(chromium: Browser, address: str, case: Case) -> None:
    page = opened(chromium, address, "/documents/quay-report.txt")
    page.evaluate(SELECT, "a boat")
    expect(page.locator("#choose")).to_be_visible()
    page.keyboard.press("h")
    page.get_by_label("The whole passage").check()
    page.get_by_label("Reason").fill("a debt")
    page.get_by_label("Reason").press("Enter")
    expect(page.locator(".kept")).to_contain_text("a debt")
    with case.view() as view:
        (made,) = HeldHides().stand(view.stored.lookup)
    assert made.record.startswith("psg-")


def test_arabic_words_are_hidden_as_they_are_typed(chromium: Browser, address: str, case: Case) -> None:
    page = opened(chromium, address, "/documents/ar.txt", language="ar", java_script_enabled=False)
    page.get_by_role("link", name="احجب كلمات").click()
    page.locator("textarea[name=exact]").fill("سامي الحداد")
    page.locator(".fields button").click()
    page.get_by_label("السبب").fill("طلب ذلك")
    page.locator(".fields button.main").click()
    expect(page.locator("mark.covered").first).to_contain_text("سامي")
    expect(page.locator(".kept")).to_contain_text("طلب ذلك")
    with case.view() as view:
        assert len(HeldHides().stand(view.stored.lookup)) == 1


def test_a_claim_is_hidden_by_a_key_and_a_name_in_its_dossier(chromium: Browser, address: str, case: Case) -> None:
    claim = next(one for one in case.claims() if "home for every reader" in one.content[0].text)
    page = opened(chromium, address, f"/claims/{claim.id}")
    page.keyboard.press("h")
    page.keyboard.type("told in confidence")
    page.keyboard.press("Enter")
    expect(page.locator(".kept")).to_contain_text("told in confidence")
    page.goto(address.partition("/?")[0] + "/names/Ane Kverndal")
    page.locator("summary").filter(has_text="Hide in what leaves").click()
    page.get_by_label("Reason").fill("asked not to be named")
    page.get_by_role("button", name="Hide", exact=True).click()
    expect(page.locator(".kept")).to_contain_text("asked not to be named")
    page.goto(address.partition("/?")[0] + "/hidden")
    expect(page.get_by_role("link", name="The Quay Library")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="The Quay Library").click()
    expect(page.locator(".leaving .blocks").first).to_be_visible(timeout=20_000)
    expect(page.locator(".leaving")).not_to_contain_text("Kverndal")


@pytest.mark.parametrize("width", [1440, 1024, 320])
def test_nothing_runs_over_the_edge(chromium: Browser, address: str, case: Case, width: int) -> None:
    case.hide(case.claims()[0].id, note="told in confidence")
    page = opened(chromium, address, "/export", viewport={"width": width, "height": 900})
    for path in ("/export", "/hidden", "/documents/quay-report.txt/leaves", "/documents/quay-report.txt/hide?exact=a+boat"):
        page.goto(address.partition("/?")[0] + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(address.partition("/?")[0] + "/documents/quay-report.txt")
    page.evaluate(SELECT, "a boat")
    expect(page.locator("#choose")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@NEEDS_AXE
@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_rule_is_broken_where_something_is_hidden_or_ready(
    chromium: Browser, address: str, case: Case, language: str
) -> None:
    claim = case.claims()[0]
    case.hide(claim.id, note="told in confidence")
    case.hide(claim.doc, note="a number", span=(0, 4))
    page = opened(chromium, address, "/export", language=language)
    page.locator(".formats button").click()
    expect(page.locator(".made.ready")).to_be_visible(timeout=60_000)
    base = address.partition("/?")[0]
    paths = (
        "/export",
        "/hidden",
        f"/claims/{claim.id}",
        f"/documents/{claim.doc}",
        f"/documents/{claim.doc}/leaves",
        "/documents/quay-report.txt/hide?exact=a+boat",
    )
    page.goto(base + "/hidden")
    expect(page.locator(".rows a[href$=leaves]").first).to_be_visible(timeout=20_000)
    assert {path: found for path in paths if (found := violations(page, base + path))} == {}
    page.goto(base + f"/names/{case.names()[0].id}")
    page.locator(".hide-it summary").click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN, None) == []
