"""Read posts that a tool has exported as a table (CSV): its headings name a text, a time, and an account or number a row."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.delimited import is_delimited, read_rows, says_tabs
from whosays.read.dialect import find_dialect
from whosays.read.encoding import NotText, decode
from whosays.read.passages import document_id
from whosays.read.plain import encoding_problems
from whosays.read.posts import FoundPost, Sighting
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.social_keeping import Tally, keep_posts
from whosays.text.columns import read_post_heading
from whosays.text.post_times import to_day, to_utc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Capture, Problem

_NETWORKS = {
    "x.com": "x", "twitter.com": "x", "t.me": "telegram", "bsky.app": "bluesky", "facebook.com": "facebook",
    "instagram.com": "instagram", "tiktok.com": "tiktok", "youtube.com": "youtube", "linkedin.com": "linkedin",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://(?:www\.|m\.|mobile\.)?([^/?#\s]{1,253})(/[^?#\s]*)?")
_DIGITS = re.compile(r"\D?(\d{1,30})\D?")


class PostTableReader:
    """Tables of posts."""

    name = "posts-table"
    version = "1"
    heeds = ("accounts", "all_accounts")

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is delimited text with the headings of posts."""
        if not is_delimited(capture, head):
            return False
        try:
            text = decode(head[: head.rfind(b"\n") + 1] or head).text
        except NotText:
            return False
        dialect = find_dialect(text, tabs=says_tabs(capture))
        rows, _ = read_rows(text[:2000], dialect)
        return bool(rows) and _is_posts(_columns(rows[0]))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes, one post after the other."""
        try:
            decoded = decode(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        dialect = find_dialect(decoded.text, tabs=says_tabs(capture))
        rows, unclosed = read_rows(decoded.text, dialect)
        columns = _columns(rows[0]) if rows else {}
        posts = (post for number, row in enumerate(rows[1:], start=2) if (post := _read_post(row, columns, number)))
        found = (Sighting(post.names, post.number, partial(_same, post)) for post in posts)
        yield from keep_posts(capture, found, Tally(), options, made_by=f"{self.name} {self.version}")
        yield from encoding_problems(decoded, document_id(capture))
        for line in unclosed:
            yield make_problem(
                "quote-unclosed", f"{capture.name}: a cell in line {line} opens a quotation mark that nothing closes"
            )


def _same(post: FoundPost) -> FoundPost:
    return post


def _columns(headings: list[str]) -> dict[str, int]:
    """Return where each part of a post stands."""
    columns: dict[str, int] = {}
    for place, heading in enumerate(headings):
        if field := read_post_heading(heading):
            columns.setdefault(field, place)
    return columns


def _is_posts(columns: dict[str, int]) -> bool:
    fields = columns.keys()
    return {"post_text", "post_time"} <= fields and ("post_account" in fields or {"post_id", "post_url"} <= fields)


def _read_post(row: list[str], columns: dict[str, int], number: int) -> FoundPost | None:
    """Read a row; its number in the table stands for the post's where the table has none."""

    def cell(field: str) -> str:
        place = columns.get(field)
        return row[place].strip() if place is not None and place < len(row) else ""

    words = cell("post_text").replace("\r\n", "\n")
    address = _ADDRESS.match(cell("post_url"))
    which = _DIGITS.fullmatch(cell("post_id"))
    own = which[1] if which else cell("post_id")
    if not own and address:
        own = (address[2] or "").rstrip("/").rpartition("/")[2]
    if not words and not own:
        return None
    printed = cell("post_time")
    handle = cell("post_account")
    at = to_utc(printed)
    return FoundPost(
        network=_NETWORKS.get(address[1].lower(), address[1].lower()) if address else "unknown",
        number=own or f"row {number}",
        names=(handle,) if handle else (),
        text=words,
        at=at,
        day=to_day(printed),
        unread_time=printed if printed and not at else None,
        url=cell("post_url") if address else None,
    )
