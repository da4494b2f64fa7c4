"""Read the rows of a table of posts, be it text or a sheet: which column holds what, and the post that each row is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from whosays.read.posts import FoundPost, Sighting
from whosays.text.columns import read_post_heading
from whosays.text.post_times import to_day, to_utc

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Columns = dict[str, list[int]]
"""Where each part of a post stands in a row, by its field in the table of headings (`post_text`, …)."""

_NETWORKS = {
    "x.com": "x", "twitter.com": "x", "t.me": "telegram", "bsky.app": "bluesky", "facebook.com": "facebook",
    "instagram.com": "instagram", "tiktok.com": "tiktok", "youtube.com": "youtube", "linkedin.com": "linkedin",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://(?:www\.|m\.|mobile\.)?([^/?#\s]{1,253})(/[^?#\s]*)?")
_DIGITS = re.compile(r"\D?(\d{1,30})\D?")
# What a spreadsheet makes of a long number. Its last digits are gone, so it is the number of no post.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
# Tools write a title, the query or the day of the export above the headings.
_ABOVE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PostRow:
    """A row of cells. `name` stands for the number of a post without one; `url` is an address behind the words of a cell."""

    name: str
    cells: Sequence[str]
    url: str | None = None


def find_headings(rows: Sequence[Sequence[str]]) -> tuple[int, Columns] | None:
    """Return at which row the headings of a table of posts stand, and its columns; None where it is no table of posts."""
    for at, row in enumerate(rows[:_ABOVE]):
        columns: Columns = {}
        for place, heading in enumerate(row):
            if field := read_post_heading(heading):
                columns.setdefault(field, []).append(place)
        if _are_posts(columns.keys()):
            return at, columns
    return None


def _are_posts(fields: Collection[str]) -> bool:
    """Ask whether columns are those of posts. In doubt they are: what is counted and told is lost to nobody.

    Words beside the handle of an account are a post. A mere writer may be that of a book, a time and an address those of a
    page, so there more is asked for.
    """
    if "post_text" not in fields:
        return False
    named = "post_account" in fields and not {"post_time", "post_id", "post_url"}.isdisjoint(fields)
    return "post_handle" in fields or named or {"post_time", "post_id", "post_url"} <= set(fields)


def to_sightings(rows: Iterable[PostRow], columns: Columns) -> Iterator[Sighting]:
    """Yield the posts of rows; a row without words and number is none."""
    for row in rows:
        if post := _read_post(row, columns):
            yield Sighting(post.names, post.number, partial(_same, post))


def _same(post: FoundPost) -> FoundPost:
    return post


def _read_post(row: PostRow, columns: Columns) -> FoundPost | None:
    def cells(field: str) -> list[str]:
        return [words for at in columns.get(field, ()) if at < len(row.cells) and (words := row.cells[at].strip())]

    def cell(field: str) -> str:
        return next(iter(cells(field)), "")

    words = cell("post_text").replace("\r\n", "\n")
    address = _ADDRESS.match(cell("post_url")) or _ADDRESS.match(row.url or "")
    told = "" if _ROUNDED.fullmatch(cell("post_id")) else cell("post_id")
    which = _DIGITS.fullmatch(told)
    own = which[1] if which else told
    if not own and address:
        own = (address[2] or "").rstrip("/").rpartition("/")[2]
    if not words and not own:
        return None
    printed = cell("post_time")
    at = to_utc(printed)
    return FoundPost(
        network=_NETWORKS.get(address[1].lower(), address[1].lower()) if address else "unknown",
        number=own or row.name,
        names=tuple(dict.fromkeys(cells("post_handle") + cells("post_account"))),
        text=words,
        at=at,
        day=to_day(printed),
        unread_time=printed if printed and not at else None,
        url=address.string if address else None,
    )
