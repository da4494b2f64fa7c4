"""Files that are dropped on the desk in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect
from tests.desk.browser import NO_CHROMIUM, open_desk
from tests.desk.conftest import serving

from whosays.case import Case

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = NO_CHROMIUM
DROPPED = """() => {
  const dropped = new DataTransfer();
  for (const name of ["minutes.txt", "letter.txt"]) {
    dropped.items.add(new File([`Fiction. The ${name} says that the lock is shut.`], name));
  }
  return dropped;
}"""


def test_files_that_are_dropped_are_added(chromium: Browser, tmp_path: Path) -> None:
    Case.new(tmp_path / "case").close()
    with serving(tmp_path / "case") as address:
        page = open_desk(chromium, address)
        page.goto(address.partition("/?")[0] + "/library/add")
        page.dispatch_event("#drop", "dragover", {"dataTransfer": page.evaluate_handle(DROPPED)})
        assert "over" in (page.locator("#drop").get_attribute("class") or "")
        page.dispatch_event("#drop", "drop", {"dataTransfer": page.evaluate_handle(DROPPED)})
        page.wait_for_url("**/library/adding")
        expect(page.get_by_role("heading", name="2 files")).to_be_visible()
        for name in ("minutes.txt", "letter.txt"):
            expect(page.get_by_role("link", name=name)).to_be_visible(timeout=90_000)
