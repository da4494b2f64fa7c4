"""What the sheets of a workbook (XLSX) share: their list, the table of strings, number formats, what it says of itself."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.meta import Meta
from whosays.read.reading import UnreadableDocument
from whosays.text.number_formats import BUILT_IN, GENERAL, NumberFormat, read_format

if TYPE_CHECKING:
    from lxml.etree import _Element

    from whosays.read.zip_parts import Parts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WORKBOOKS = ("xl/workbook.xml", "xl/workbook22.xml")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet in the workbook's list: its name, the part that holds it, whether the file hides it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """What every sheet refers to: strings, number formats by style, and whether days count from 1904."""

    strings: list[str]
    formats: list[NumberFormat]
    from_1904: bool


def read_workbook(parts: Parts) -> tuple[list[SheetPart], Shared]:
    """Return the sheets in order and what they share. Raises UnreadableDocument where there is no list of sheets."""
    part = next((name for name in _WORKBOOKS if name in parts), None) or _main_part(parts)
    book = parts.xml(part) if part else None
    if part is None or book is None:
        raise UnreadableDocument(parts.called, "it has no workbook inside")
    targets = relations(parts, part)
    sheets = []
    for sheet in book.iter("{*}sheet"):
        target = targets.get(relation_of(sheet))
        if target and target in parts:
            hidden = sheet.get("state") in ("hidden", "veryHidden")
            sheets.append(SheetPart(" ".join((sheet.get("name") or "").split()), target, hidden))
    settings = next(book.iter("{*}workbookPr"), None)
    from_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    folder = posixpath.dirname(part)
    strings = read_strings(parts, f"{folder}/sharedStrings.xml")
    return sheets, Shared(strings, _read_formats(parts.xml(f"{folder}/styles.xml")), from_1904)


def _main_part(parts: Parts) -> str | None:
    """Return the part that the package itself names as its document."""
    return next((target for target in relations(parts, "").values() if "workbook" in target), None)


def relations(parts: Parts, part: str, *, outside: bool = False) -> dict[str, str]:
    """Return what the relations of a part lead to, by their ids: other parts, or addresses `outside` of the file."""
    folder, name = posixpath.split(part)
    tree = parts.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relation in [] if tree is None else tree.iter("{*}Relationship"):
        target = relation.get("Target") or ""
        if (relation.get("TargetMode") == "External") != outside:
            continue
        if not outside:
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id") or ""] = target
    return found


def relation_of(element: _Element) -> str:
    """Return the id of the relation that an element refers to, "" for none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def read_strings(parts: Parts, part: str) -> list[str]:
    """Return the table of strings, each without marks of formatting and readings aid (ruby)."""
    from lxml import etree

    if part not in parts:
        return []
    strings: list[str] = []
    walk = etree.iterparse(
        BytesIO(parts.read(part)), tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, item in walk:
            strings.append(words_of(item))
            item.clear()
            while item.getprevious() is not None:
                del item.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(parts.called, f"its table of strings is damaged: {str(error)[:160]}") from error
    return strings


def words_of(item: _Element) -> str:
    """Return the words of a string, its runs put together."""
    if len(item) == 1 and not len(item[0]):
        text = item[0].text or ""
    else:
        text = "".join(t.text or "" for t in item.iter("{*}t") if not _is_ruby(t))
    return unescape(text) if "_x" in text else text


def _is_ruby(t: _Element) -> bool:
    parent = t.getparent()
    return parent is not None and str(parent.tag).endswith("}rPh")


def unescape(text: str) -> str:
    """Return the text with characters that XML cannot hold ("_x000D_") put back; half characters stay as they are."""
    return _ESCAPED.sub(lambda found: found[0] if "D8" <= found[1][:2].upper() <= "DF" else chr(int(found[1], 16)), text)


def _read_formats(styles: _Element | None) -> list[NumberFormat]:
    if styles is None:
        return []
    own = {fmt.get("numFmtId"): fmt.get("formatCode") or "" for fmt in styles.iter("{*}numFmt")}
    cells = next(styles.iter("{*}cellXfs"), None)
    found = []
    for style in [] if cells is None else cells.iter("{*}xf"):
        number = style.get("numFmtId") or "0"
        code = own.get(number) or (BUILT_IN.get(int(number), "") if number.isdecimal() and len(number) < 6 else "")
        found.append(read_format(code) if code else GENERAL)
    return found


def read_meta(parts: Parts) -> Meta:
    """Return what the workbook says of itself."""
    if "docProps/core.xml" not in parts:
        return Meta()
    try:
        core = parts.xml("docProps/core.xml")
    except UnreadableDocument:
        return Meta()
    said: dict[str, str] = {}
    for child in [] if core is None else core:
        if isinstance(child.tag, str):
            said[child.tag.rpartition("}")[2]] = " ".join((child.text or "").split())
    changed = re.match(r"\d{4}-\d\d-\d\d", said.get("modified", ""))
    return Meta(title=said.get("title") or None, author=said.get("creator") or None, modified=changed[0] if changed else None)
