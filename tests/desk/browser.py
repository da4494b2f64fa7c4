"""A real browser for the tests of the desk."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


def open_desk(chromium: Browser, served: str, **wanted: object) -> Page:
    """Open the desk by its first address, in a window of its own."""
    page = chromium.new_context(**wanted).new_page()  # type: ignore[arg-type]
    page.set_default_timeout(10_000)
    page.goto(served)
    return page
