"""Read OpenDocument files: texts (ODT), sheets (ODS) and slides (ODP), packed or flat (FODT).

A text is read as it runs, a sheet row by row, slides one after the other with their titles as headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from whosays.read.manuscript import Manuscript, Para
from whosays.read.meta import Meta
from whosays.read.odf_body import Blocks
from whosays.read.odf_names import DRAW, MATH, META, OFFICE, SHOW, STYLE, TABLE, TEXT
from whosays.read.odf_runs import Runs, read_changes, read_formula
from whosays.read.odf_styles import Styles
from whosays.read.properties import author_of, day_of
from whosays.read.reading import USUAL, Reading, ReadOptions, UnreadableDocument
from whosays.read.typeset import reading_of
from whosays.read.zip_parts import Parts, parse_xml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

    from whosays.records import Capture

_TYPE = "application/vnd.oasis.opendocument."
_ENDINGS = (".odt", ".ott", ".ods", ".ots", ".odp", ".otp", ".odg", ".fodt", ".fods", ".fodp")
_MASTERS = frozenset(["header", "footer", "date-time", "page-number"])


class OdfReader:
    """OpenDocument files."""

    name = "odf"
    version = "1"

    def reads(self, capture: Capture, head: bytes) -> bool:
        """Ask whether the capture is an OpenDocument file."""
        if b"mimetypeapplication/vnd.oasis.opendocument." in head[:120] or b"<office:document " in head:
            return True
        named = capture.media_type.lower().startswith(_TYPE) or capture.name.lower().endswith(_ENDINGS)
        return named and (head.startswith(b"PK") or not head or capture.media_type.lower().startswith(_TYPE))

    def __call__(self, capture: Capture, raw: bytes, options: ReadOptions = USUAL, /) -> Reading:  # noqa: ARG002
        """Read the bytes."""
        file = open_file(capture.name, raw)
        body = file.content.find(f"{OFFICE}body")
        kind = next((each for each in body if isinstance(each.tag, str)), None) if body is not None else None
        if kind is None:
            raise UnreadableDocument(capture.name, "it has no text of an OpenDocument file")
        manuscript = Manuscript()
        runs = Runs(Styles(file.styled), read_changes(kind.find(f"{TEXT}tracked-changes")), file.formula)
        blocks = Blocks(runs, manuscript)
        manuscript.body = _SORTS.get(kind.tag.removeprefix(OFFICE), _read_text)(blocks, kind)
        if runs.pending:  # signs after the last paragraph
            manuscript.body.append(Para(parts=runs.pending))
        manuscript.furniture = list(_furniture(file, blocks))
        said = read_meta(file.about, blocks.title)
        return reading_of(capture, manuscript, said, made_by=f"{self.name} {self.version}")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """The parts of an OpenDocument file: text, all that holds styles, what it says of itself, words of formulas."""

    content: _Element
    styled: tuple[_Element, ...]
    about: _Element | None
    formula: Callable[[str], str]


def open_file(called: str, raw: bytes) -> File:
    """Open a packed or a flat file."""
    if not raw.startswith(b"PK"):
        if b"<office:document" not in raw[:8192]:
            raise UnreadableDocument(called, "it is no OpenDocument file, or cut off")
        tree = parse_xml(called, "document", raw)
        return File(content=tree, styled=(tree,), about=tree, formula=lambda _: "")
    parts = Parts(called, raw)
    manifest = parts.xml("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise UnreadableDocument(called, "it is locked with a password")
    content = parts.xml("content.xml")
    if content is None:
        raise UnreadableDocument(called, "it has no part with the text of an OpenDocument file")
    styles = parts.xml("styles.xml")

    def formula(address: str) -> str:
        """Return the words of an embedded formula; "" for other objects."""
        name = f"{address.removeprefix('./')}/content.xml"
        if name not in parts or name == "content.xml":
            return ""
        tree = parts.xml(name)
        return read_formula(tree) if tree is not None and tree.tag == f"{MATH}math" else ""

    styled = (content,) if styles is None else (content, styles)
    return File(content=content, styled=styled, about=parts.xml("meta.xml"), formula=formula)


def _read_text(blocks: Blocks, body: _Element) -> list[Para]:
    return blocks.read(body)


def _read_sheets(blocks: Blocks, body: _Element) -> list[Para]:
    """Read the sheets; where there are several, each has its name as a heading."""
    sheets = [(sheet.get(f"{TABLE}name") or "", blocks.read_table(sheet)) for sheet in body.iterchildren(f"{TABLE}table")]
    filled = [(name, paras) for name, paras in sheets if any(para.has_words() for para in paras)]
    if len(filled) == 1:
        return filled[0][1]
    return [para for name, paras in filled for para in (Para(zone="heading", level=1, parts=[name]), *paras)]


def _read_slides(blocks: Blocks, body: _Element) -> list[Para]:
    """Read the slides: titles as headings, the speaker's notes after each."""
    out: list[Para] = []
    for slide in body.iterchildren(f"{DRAW}page"):
        notes = slide.find(f"{SHOW}notes")
        for frame in [*slide, *(notes if notes is not None else ())]:
            role = frame.get(f"{SHOW}class") or ""
            if frame.tag == f"{SHOW}notes" or role in _MASTERS or frame.get(f"{SHOW}placeholder") == "true":
                continue
            paras = blocks.read_frame(frame)
            if role in ("title", "subtitle"):
                for para in paras:
                    para.zone, para.level = "heading", 1 if role == "title" else 2
            out += paras
    return out


_SORTS: dict[str, Callable[[Blocks, _Element], list[Para]]] = {"spreadsheet": _read_sheets, "presentation": _read_slides}


def _furniture(file: File, blocks: Blocks) -> Iterator[Para]:
    """Yield the heads and feet of the pages that are shown."""
    for tree in file.styled:
        for master in tree.iter(f"{STYLE}master-page"):
            for each in master:
                if isinstance(each.tag, str) and each.tag.startswith(STYLE) and each.get(f"{STYLE}display") != "false":
                    yield from blocks.read(each)


def read_meta(about: _Element | None, title: str | None) -> Meta:
    """Read what the file says of itself. When it was made is left out: it is the day of the first draft, or of the template."""
    said: dict[str, str] = {}
    holder = next(about.iter(f"{OFFICE}meta"), None) if about is not None else None
    for child in holder if holder is not None else ():
        if isinstance(child.tag, str) and (words := " ".join((child.text or "").split())):
            said.setdefault(child.tag, words[:500])
    dc = "{http://purl.org/dc/elements/1.1/}"
    language = said.get(f"{dc}language", "")[:2].lower()
    return Meta(
        title=title or said.get(f"{dc}title"),
        author=author_of(said.get(f"{META}initial-creator") or said.get(f"{dc}creator")),
        modified=day_of(said.get(f"{dc}date")),
        language=language if language.isalpha() else None,
    )
