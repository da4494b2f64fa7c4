"""Links of the pages lead somewhere, as files and without any tool, and each page is in the list of pages."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
_CODE = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[[^]]*\]\(([^)\s]+)\)")


def anchors(text: str) -> set[str]:
    """Return the anchors of the headings of a page, as both Python-Markdown and the hosts of repositories make them."""
    heads = re.findall(r"^#{1,6} (.+)$", _fenced_out(text), re.MULTILINE)
    return {slug(head) for head in heads}


def slug(head: str) -> str:
    words = unicodedata.normalize("NFKD", head).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip())


def _fenced_out(text: str) -> str:
    return re.sub(r"^(`{3,}).*?^\1$", "", text, flags=re.MULTILINE | re.DOTALL)


def broken(text: str, page: Path) -> list[str]:
    """Return the links of a page that lead nowhere. What is elsewhere is not asked for."""
    found = []
    for link in _LINK.findall(_CODE.sub("`code`", text)):
        path, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (page.parent / path).resolve() if path else page
        there = target.is_relative_to(ROOT) and target.exists()
        if not there or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert broken(page.read_text(encoding="utf-8"), page) == []


def test_a_link_that_leads_nowhere_is_found() -> None:
    page = ROOT / "docs" / "README.md"
    text = "[a](nowhere.md) [b](quality.md#no-such-part) [c](quality.md#our-own-documents) `[d](code.md)`"
    assert broken(text, page) == ["nowhere.md", "quality.md#no-such-part"]


def test_every_page_is_in_the_list_of_pages() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page != index}
    assert sorted(str(page.relative_to(ROOT)) for page in pages - listed) == [], "give it a line in docs/README.md"
