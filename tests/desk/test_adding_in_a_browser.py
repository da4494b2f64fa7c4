"""Adding files in a real browser, without script."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.desk.browser import CHROMIUM, NO_CHROMIUM

from whosays.case import Case
from whosays.desk.app import Desk, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = NO_CHROMIUM


@contextmanager
def serving(desk: Desk) -> Iterator[str]:
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        base = f"127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(guarded(desk, key="key", hosts=[base]), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://{base}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """The page to add on, of an empty case that takes 1 MB in one go."""
    from playwright.sync_api import sync_playwright

    Case.new(tmp_path / "case").close()
    desk = Desk(tmp_path / "case", max_upload=1 << 20)
    desk.additions.jobs = 1
    with serving(desk) as base, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(f"{base}/?key=key")
        page.goto(f"{base}/library/add")
        yield page
        browser.close()
    desk.close()


def test_a_folder_is_added_and_read_while_the_page_comes_again_by_itself(page: Page, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    (papers / "may").mkdir(parents=True)
    (papers / "may" / "minutes.txt").write_text("Fiction.\n\nThe Weir Choir said that the lock is shut.\n", encoding="utf-8")
    page.locator("#folder").set_input_files(papers)
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="minutes.txt").click(timeout=60_000)
    expect(page.get_by_text("the lock is shut").first).to_be_visible()


@pytest.mark.parametrize("size", [2 << 20, 40 << 20])
def test_what_is_too_large_is_told_on_a_page(page: Page, tmp_path: Path, size: int) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * size)
    page.locator("#files").set_input_files(big)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("an upload may have 1 MB at most")).to_be_visible()
