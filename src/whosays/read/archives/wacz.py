"""Read packed web archives (WACZ): a ZIP file of web archives, with a list of the pages that were visited.

Only pages of the list are members; the other files were fetched because a page asked for them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from whosays.read.archives.unpacking import LIMITS, LimitReached, Limits, Unpacking
from whosays.read.archives.warc import Answer, read_records
from whosays.read.archives.zips import DAMAGE, open_zip
from whosays.read.reading import USUAL, ReadOptions, UnreadableDocument

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator

    from whosays.read.reading import Member, Yielded
    from whosays.records import Capture

_ARCHIVE = re.compile(r"archive/[^/]+\.warc(?:\.gz)?", re.IGNORECASE)
_PAGES = re.compile(r"pages/[^/]+\.jsonl", re.IGNORECASE)
_BEGINNING = re.compile(rb"PK\x03\x04[\s\S]{26}(?:datapackage(?:-digest)?\.json|archive/|pages/|indexes/)")


class WaczReader:
    """Packed web archives."""

    name = "wacz"
    version = "1"

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a packed web archive."""
        if not head.startswith(b"PK"):
            return False
        named = capture.name.lower().endswith(".wacz") or capture.media_type in ("application/wacz", "application/x-wacz")
        return named or (_BEGINNING.match(head) is not None and (b".warc" in head or b"pages.jsonl" in head))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Yielded:  # noqa: ARG002
        """Yield the pages."""
        unpacking = Unpacking(capture, len(raw), self._limits)
        archive = open_zip(raw, unpacking)
        if archive is None:
            raise UnreadableDocument(capture.name, "it is no whole packed web archive")
        with archive:
            yield from _members(archive, unpacking)
        yield from unpacking.problems()


def _members(archive: zipfile.ZipFile, unpacking: Unpacking) -> Iterator[Member]:
    pages = _Pages(_listed_pages(archive, unpacking))
    if not pages.listed:
        unpacking.note("archive-torn", "it has no list of pages that can be read, so every document in it was taken")
    held = [info for info in archive.infolist() if _ARCHIVE.fullmatch(info.filename)]
    if not held:
        unpacking.note("archive-torn", "it holds no web archive")
    for info in held:
        try:
            with archive.open(info) as stream:
                yield from read_records(stream, unpacking, wants=pages.wants)
        except DAMAGE:
            unpacking.note("member-unreadable", "damaged", info.filename)
    if pages.others:
        unpacking.note("archive-left-out", f"{pages.others:,} files that are no visited pages")
    for url in pages.missing():
        unpacking.note("archive-torn", "pages of its list that it does not hold", url)


class _Pages:
    """The list of pages, and which of them were met."""

    def __init__(self, listed: list[str]) -> None:
        self.listed = dict.fromkeys(_bare(url) for url in listed)
        self.others = 0
        self._met: set[str] = set()

    def wants(self, answer: Answer) -> bool:
        """Ask whether an answer is of a page of the list; without a list everything is wanted."""
        url = _bare(answer.url)
        if not self.listed:
            return True
        if url not in self.listed:
            self.others += 1
            return False
        self._met.add(url)
        return True

    def missing(self) -> list[str]:
        """Return the pages that were not met."""
        return [url for url in self.listed if url not in self._met]


def _bare(url: str) -> str:
    """Return an address without what stands behind "#": servers never see it."""
    return url.partition("#")[0]


def _listed_pages(archive: zipfile.ZipFile, unpacking: Unpacking) -> list[str]:
    urls: list[str] = []
    for info in archive.infolist():
        if not _PAGES.fullmatch(info.filename):
            continue
        try:
            with archive.open(info) as stream:
                raw = unpacking.unpack(stream)
        except DAMAGE:
            unpacking.note("member-unreadable", "damaged", info.filename)
            continue
        except LimitReached as error:
            unpacking.stopped(error, info.filename)
            continue
        for line in raw.splitlines():
            url = _url(line)
            if url:
                urls.append(url)
    return urls


def _url(line: bytes) -> str | None:
    try:
        page = json.loads(line)
    except (ValueError, RecursionError):
        return None
    url = page.get("url") if isinstance(page, dict) else None
    return url if isinstance(url, str) else None
