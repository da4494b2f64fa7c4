"""Read posts that a tool has exported as a table of text (CSV): its headings name a text, and an account or a number a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.delimited import is_delimited, read_rows, says_tabs
from whosays.read.dialect import find_dialect
from whosays.read.encoding import NotText, decode
from whosays.read.passages import document_id
from whosays.read.plain import encoding_problems
from whosays.read.post_rows import PostRow, find_headings, to_sightings
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.social_keeping import Tally, keep_posts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from whosays.records import Capture, Problem


class PostTableReader:
    """Tables of posts."""

    name = "posts-table"
    version = "2"
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
        return find_headings(rows) is not None

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Problem]:
        """Read the bytes, one post after the other."""
        try:
            decoded = decode(raw)
        except NotText as error:
            raise UnreadableDocument(capture.name, str(error)) from error
        dialect = find_dialect(decoded.text, tabs=says_tabs(capture))
        rows, unclosed = read_rows(decoded.text, dialect)
        at, columns = find_headings(rows) or (0, {})
        named = (PostRow(name=f"row {number}", cells=row) for number, row in enumerate(rows[at + 1 :], start=at + 2))
        found = to_sightings(named, columns)
        yield from keep_posts(capture, found, Tally(), options, made_by=f"{self.name} {self.version}")
        yield from encoding_problems(decoded, document_id(capture))
        for line in unclosed:
            yield make_problem(
                "quote-unclosed", f"{capture.name}: a cell in line {line} opens a quotation mark that nothing closes"
            )
