# ruff: noqa: E501  # what is meant to do harm reads best as it is
"""The hostile set: what was made to do harm, valid files cut short, and files under the name of another kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import archives, markup, pages, texts
from tests.making.seeds import make_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXE = b"MZ\x90\x00\x03\x00\x00\x00This program cannot be run in DOS mode.\r\n" + b"\x90" * 4000
# What a seed goes by that it is not.
_FALSE = {
    "all.zip": "archive.txt", "page.html": "page.docx", "report.pdf": "report.html", "report.docx": "report.pdf",
    "report.rtf": "report.doc", "scan.png": "scan.pdf", "weirs.eml": "weirs.csv", "members.xlsx": "members.csv", "oil.msg": "oil.eml",
    "report.txt": "report.zip", "x.json": "posts.xlsx", "report.odt": "report.docx", "talk.srt": "talk.json", "all.7z": "all.tar",
    "book.epub": "book.zip", "report.doc": "report.msg", "members.csv": "members.png", "scan.jpeg": "scan.txt",
}  # fmt: skip
_ODD_NAMES = (
    "x" * 240 + ".txt",
    "line\nbreak.txt",
    "\x1b[31mred\x07.txt",
    "\u202egnp.txt",
    "-rf.txt",
    "CON.txt",
    "a:b?.txt",
    "  .txt",
)


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each file."""
    for files in (archives.FILES, markup.FILES, pages.FILES, texts.FILES):
        for name, make in files.items():
            yield name, make()
    by_name = {seed.name: seed.raw for seed in make_seeds()}
    for name, raw in by_name.items():
        yield f"cut-{name}", raw[: len(raw) * 2 // 3]
    for name, other in _FALSE.items():
        yield f"false-{other}", by_name[name]
    for ending in ("pdf", "docx", "txt", "jpg", "html"):
        yield f"program.{ending}", _EXE + ending.encode()
    for at, name in enumerate(_ODD_NAMES):
        yield name, f"The weir is closed, number {at}.".encode()
