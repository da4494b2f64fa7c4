"""Read a word-processor file (DOCX): its text in order, and all that hangs on it.

1. Open the parts; 2. read the notes and comments, which the text calls by their ids; 3. read the text, counting lists and
notes as Word does; 4. read heads and feet of pages; 5. hand on the files that are embedded in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.problems import make_problem
from whosays.read.doc_file import OLE
from whosays.read.docx_body import Blocks
from whosays.read.docx_lists import Lists
from whosays.read.docx_notes import make_counter
from whosays.read.docx_package import Package, W, value
from whosays.read.docx_runs import Runs, hand_of, key_of
from whosays.read.docx_styles import Styles
from whosays.read.manuscript import Manuscript, Note
from whosays.read.meta import Meta
from whosays.read.passages import document_id
from whosays.read.properties import author_of, day_of
from whosays.read.reading import USUAL, Member, Reading, ReadOptions, UnreadableDocument
from whosays.read.typeset import reading_of
from whosays.read.zip_parts import Parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from whosays.read.docx_notes import NoteSort
    from whosays.read.manuscript import Para
    from whosays.records import Capture, Problem

_TYPES = tuple(
    f"application/vnd.{kind}"
    for kind in (
        "openxmlformats-officedocument.wordprocessingml.document",
        "openxmlformats-officedocument.wordprocessingml.template",
        "ms-word.document.macroenabled.12",
        "ms-word.template.macroenabled.12",
    )
)
_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_CORE = "docProps/core.xml"
# Beyond these a file is a store of files, not a text with a sheet in it.
_MEMBERS, _MEMBER_BYTES = 100, 100 << 20


class DocxReader:
    """DOCX files."""

    name = "docx"
    version = "2"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is a DOCX file."""
        named = capture.media_type.lower() in _TYPES or capture.name.lower().endswith(_ENDINGS)
        if head.startswith(b"PK"):
            return named or (b"[Content_Types].xml" in head and b"word/" in head)
        return named and not head.startswith((b"{\\rtf", b"%PDF-", OLE))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Iterator[Reading | Member | Problem]:  # noqa: ARG002
        """Read the bytes: the document, then the files that are embedded in it."""
        package = Package(Parts(capture.name, raw))
        read = read_package(package)
        said = read_core(package, read)
        yield reading_of(capture, read.manuscript, said, made_by=f"{self.name} {self.version}")
        yield from _embedded(capture, package)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the parts hold: all words, the title that is printed, the language that is set."""

    manuscript: Manuscript
    title: str | None = None
    language: str | None = None


def read_package(package: Package) -> Read:
    """Read the words of a Word file."""
    body, settings = package.body(), package.optional("settings")
    styles, lists = Styles(package.optional("styles")), Lists(package.optional("numbering"))
    counters = {sort: make_counter(sort, body, settings) for sort in _SORTS}
    manuscript = Manuscript()
    for sort in (*_SORTS, "comment"):
        name = package.first(f"{sort}s")
        tree = package.xml(name)
        if tree is None or name is None:
            continue
        runs = Runs(styles, package.related(name), counters, manuscript)
        blocks = Blocks(runs, lists)
        for each in tree.iterchildren(f"{W}{sort}"):
            if each.get(f"{W}type", "normal") == "normal":
                _add_note(manuscript, sort, each, blocks)
    blocks = Blocks(Runs(styles, package.relations, counters, manuscript), lists)
    inside = body.find(f"{W}body")
    manuscript.body = blocks.read(inside if inside is not None else body)
    manuscript.furniture = list(_furniture(package, body, styles, lists))
    return Read(manuscript=manuscript, title=blocks.title, language=styles.language)


_SORTS: tuple[NoteSort, ...] = ("footnote", "endnote")


def _add_note(manuscript: Manuscript, sort: str, element: _Element, blocks: Blocks) -> None:
    hand = hand_of(element)
    key = key_of(sort, element)
    paras = blocks.read(element)
    if sort == "comment":
        manuscript.notes.setdefault(key, Note("comment", paras, author=hand.author, date=hand.date))
    else:
        manuscript.notes.setdefault(key, Note("footnote" if sort == "footnote" else "endnote", paras))


def _furniture(package: Package, body: _Element, styles: Styles, lists: Lists) -> Iterator[Para]:
    """Yield the heads and feet of pages that a section names, each part once."""
    seen: set[str] = set()
    for each in body.iter(f"{W}headerReference", f"{W}footerReference"):
        rel = package.relations.get(value(each, _RELATION) or "")
        if rel is None or rel.outside or rel.target in seen:
            continue
        seen.add(rel.target)
        tree = package.xml(rel.target)
        if tree is not None:
            runs = Runs(styles, package.related(rel.target), {}, Manuscript())
            yield from Blocks(runs, lists).read(tree)


_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_core(package: Package, read: Read) -> Meta:
    """Read what the file says of itself. When it was made is left out: it is the day of the first draft, or of the template."""
    said: dict[str, str] = {}
    if _CORE in package.parts:
        try:
            tree = package.xml(_CORE)
        except UnreadableDocument:
            tree = None  # the text does not hang on it
        for child in tree if tree is not None else ():
            if isinstance(child.tag, str) and (words := " ".join((child.text or "").split())):
                said.setdefault(child.tag.rpartition("}")[2], words[:500])
    return Meta(
        title=read.title or said.get("title"),
        author=author_of(said.get("creator")),
        modified=day_of(said.get("modified")),
        language=read.language,
    )


def _embedded(capture: Capture, package: Package) -> Iterator[Member | Problem]:
    total = 0
    for at, name in enumerate(package.embedded()):
        try:
            raw = package.parts.read(name)
        except UnreadableDocument as error:
            yield make_problem("unreadable-document", str(error), doc=document_id(capture))
            continue
        total += len(raw)
        if at >= _MEMBERS or total > _MEMBER_BYTES:
            yield make_problem(
                "unreadable-document", f"{capture.name} embeds more files than are taken out of it", doc=document_id(capture)
            )
            return
        yield Member(name=name, raw=raw)
