"""A report as a Word file (DOCX, ECMA-376): paragraphs, and footnotes that Word numbers and keeps on the page of their call.

python-docx (1.2) writes no footnotes, so the few parts that a report needs are written here. Right-to-left words have
paragraphs with w:bidi and runs with w:rtl. A claim that is cited twice has its footnote twice, as on paper. The same report
gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from whosays.publish.report.as_read import Spoken
from whosays.publish.report.words import ENGLISH
from whosays.text.direction import runs, runs_right_to_left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from whosays.publish.report.as_read import Footnote, ReportTold, Told

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# What XML 1.0 cannot hold; a document may have been read to have it.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS = {
    "document": f"{_TYPE}.document.main+xml",
    "footnotes": f"{_TYPE}.footnotes+xml",
    "styles": f"{_TYPE}.styles+xml",
    "settings": f"{_TYPE}.settings+xml",
}


def to_docx(told: ReportTold, words: Mapping[str, str] = ENGLISH, *, language: str = "en", direction: str = "ltr") -> bytes:
    """Return a report as a Word file.

    Args:
        told: the report.
        words: the words of its language.
        language: its code ("en").
        direction: "ltr" or "rtl".
    """
    writing = _Writing(told, words, right_to_left=direction == "rtl")
    document = writing.document()
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_R}/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(told, language),
        "word/document.xml": document,
        "word/footnotes.xml": writing.footnotes(),
        "word/styles.xml": _styles(language, right_to_left=direction == "rtl"),
        "word/settings.xml": _settings(),
        "word/_rels/document.xml.rels": _relations(
            *((f"rId{number}", f"{_R}/{name}", f"{name}.xml") for number, name in enumerate(list(_PARTS)[1:], start=1))
        ),
    }
    return _packed(parts)


class _Writing:
    """The paragraphs of a report, and its footnotes, numbered as they are called."""

    def __init__(self, told: ReportTold, words: Mapping[str, str], *, right_to_left: bool) -> None:
        self.told = told
        self.words = words
        self.say = Spoken(words, isolates=True)
        self.right_to_left = right_to_left
        self._called: list[_Element] = []

    def document(self) -> bytes:
        """Return the part that holds the text; footnotes are gathered on the way."""
        root = _element("document", nsmap={"w": _W, "r": _R})
        body = _under(root, "body")
        self._paragraph(body, self.told.report.title, style="Title")
        self._paragraph(body, self.say.signed(self.told.report), style="Signed", right_to_left=self.right_to_left)
        for block in self.told.blocks:
            self._block(body, block)
        documents = self.told.documents
        if documents:
            self._paragraph(body, self.words["report.documents"], style="Heading1")
            for source in documents:
                self._paragraph(body, self.say.document(source), style="Documents", right_to_left=self.right_to_left)
        section = _under(body, "sectPr")
        _under(section, "pgSz", w="11906", h="16838")
        margins = {"top": "1417", "right": "1417", "bottom": "1417", "left": "1417", "header": "708", "footer": "708"}
        _under(section, "pgMar", **margins, gutter="0")
        if self.right_to_left:
            _under(section, "bidi")
        return _xml(root)

    def footnotes(self) -> bytes:
        """Return the part that holds the footnotes: the two lines that Word draws above them, then each one called."""
        root = _element("footnotes", nsmap={"w": _W, "r": _R})
        for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
            line = _under(root, "footnote", type=kind, id=str(number))
            _under(_under(_under(line, "p"), "r"), kind)
        root.extend(self._called)
        return _xml(root)

    def _block(self, body: _Element, block: Told) -> None:
        if block.kind == "heading":
            self._paragraph(body, block.text, style="Heading1")
        elif block.kind == "paragraph":
            way = runs_right_to_left(block.text)
            paragraph = self._paragraph(body, "", style="Normal", right_to_left=self.right_to_left if way is None else way)
            for piece in block.pieces:
                if piece.note is None:
                    self._words(paragraph, piece.text, right_to_left=way if way is not None else self.right_to_left)
                else:
                    self._call(paragraph, self.told.notes[piece.note - 1])
        elif block.note:
            source = block.note.source
            said = self.say.sentence(source) if source else ""
            paragraph = self._paragraph(
                body, said, style="Claim", right_to_left=self.right_to_left, struck=block.note.standing == "withdrawn"
            )
            self._call(paragraph, block.note)

    def _call(self, paragraph: _Element, note: Footnote) -> None:
        number = str(len(self._called) + 1)
        run = _under(paragraph, "r")
        _under(_under(run, "rPr"), "rStyle", val="FootnoteReference")
        _under(run, "footnoteReference", id=number)
        if mark := self.say.mark(note):
            self._words(paragraph, f" ({mark})", right_to_left=self.right_to_left, bold=True)
        footnote = _element("footnote")
        footnote.set(_name("id"), number)
        inside = self._paragraph(footnote, "", style="FootnoteText", right_to_left=self.right_to_left)
        run = _under(inside, "r")
        _under(_under(run, "rPr"), "rStyle", val="FootnoteReference")
        _under(run, "footnoteRef")
        self._words(inside, f" {self.say.note(note)}", right_to_left=self.right_to_left)
        self._called.append(footnote)

    def _paragraph(
        self, parent: _Element, text: str, *, style: str, right_to_left: bool | None = None, struck: bool = False
    ) -> _Element:
        """Add a paragraph; without `right_to_left` it runs as its own words do."""
        own = runs_right_to_left(text) if right_to_left is None else right_to_left
        way = self.right_to_left if own is None else own
        paragraph = _under(parent, "p")
        properties = _under(paragraph, "pPr")
        _under(properties, "pStyle", val=style)
        _under(properties, "bidi", val="1" if way else "0")
        self._words(paragraph, text, right_to_left=way, struck=struck)
        return paragraph

    def _words(self, paragraph: _Element, text: str, *, right_to_left: bool, bold: bool = False, struck: bool = False) -> None:
        for stretch, turned in runs(_NO_XML.sub("\N{REPLACEMENT CHARACTER}", text), right_to_left=right_to_left):
            run = _under(paragraph, "r")
            properties = _under(run, "rPr")
            for name in ("b", "bCs") if bold else ():
                _under(properties, name)
            if struck:
                _under(properties, "strike")
            if turned:
                _under(properties, "rtl")
            for number, line in enumerate(stretch.split("\n")):
                if number:
                    _under(run, "br")
                words = _under(run, "t")
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                words.text = line.replace("\r", " ")


def _styles(language: str, *, right_to_left: bool) -> bytes:
    root = _element("styles", nsmap={"w": _W})
    usual = _under(_under(_under(root, "docDefaults"), "rPrDefault"), "rPr")
    _under(usual, "rFonts", ascii="Georgia", hAnsi="Georgia", eastAsia="Georgia", cs="Arial")
    _under(usual, "sz", val="22")
    _under(usual, "szCs", val="24")
    # Word checks the spelling of right-to-left runs in the language of w:bidi.
    _under(usual, "lang", **{"val": language if not right_to_left else "en", "bidi": language if right_to_left else "ar-SA"})
    for style, name, size, space, more in (
        ("Normal", "Normal", None, "160", ()),
        ("Title", "Title", "40", "80", ("b", "bCs")),
        ("Heading1", "heading 1", "28", "120", ("b", "bCs")),
        ("Signed", "Signed", "18", "360", ()),
        ("Claim", "Claim", None, "160", ()),
        ("Documents", "Documents", "18", "80", ()),
        ("FootnoteText", "footnote text", "18", "40", ()),
    ):
        one = _style(root, "paragraph", style, name, is_default=style == "Normal")
        layout = _under(one, "pPr")
        if style == "Heading1":
            _under(layout, "keepNext")
        _under(layout, "spacing", before="320" if style == "Heading1" else "0", after=space)
        if style == "Heading1":
            _under(layout, "outlineLvl", val="0")
        look = _under(one, "rPr")
        for each in more:
            _under(look, each)
        if size:
            _under(look, "sz", val=size)
            _under(look, "szCs", val=size)
    one = _style(root, "character", "FootnoteReference", "footnote reference")
    _under(_under(one, "rPr"), "vertAlign", val="superscript")
    return _xml(root)


def _style(root: _Element, kind: str, style: str, name: str, *, is_default: bool = False) -> _Element:
    one = _under(root, "style", type=kind, styleId=style, **({"default": "1"} if is_default else {}))
    _under(one, "name", val=name)
    if kind == "paragraph" and not is_default:
        _under(one, "basedOn", val="Normal")
    _under(one, "qFormat")
    return one


def _settings() -> bytes:
    root = _element("settings", nsmap={"w": _W})
    notes = _under(root, "footnotePr")
    for number in ("-1", "0"):
        _under(notes, "footnote", id=number)
    compat = _under(root, "compat")
    _under(compat, "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    return _xml(root)


def _core(told: ReportTold, language: str) -> bytes:
    from lxml import etree

    core, dc, terms = (
        f"{_PACKAGE}/metadata/core-properties",
        "http://purl.org/dc/elements/1.1/",
        "http://purl.org/dc/terms/",
    )
    root = etree.Element(
        f"{{{core}}}coreProperties",
        nsmap={"cp": core, "dc": dc, "dcterms": terms, "xsi": "http://www.w3.org/2001/XMLSchema-instance"},
    )
    for name, text in (("title", told.report.title), ("creator", told.report.who), ("language", language)):
        etree.SubElement(root, f"{{{dc}}}{name}").text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    created = etree.SubElement(root, f"{{{terms}}}created")
    created.set("{http://www.w3.org/2001/XMLSchema-instance}type", "dcterms:W3CDTF")
    created.text = f"{told.report.when[:19]}Z"
    return _xml(root)


def _content_types() -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{_PACKAGE}/content-types}}Types", nsmap=_own(f"{_PACKAGE}/content-types"))
    for ending, kind in (("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Default", Extension=ending, ContentType=kind)
    parts = {f"/word/{name}.xml": kind for name, kind in _PARTS.items()}
    parts["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    for name, kind in parts.items():
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override", PartName=name, ContentType=kind)
    return _xml(root)


def _relations(*rows: tuple[str, str, str]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships", nsmap=_own(f"{_PACKAGE}/relationships"))
    for number, kind, target in rows:
        etree.SubElement(root, f"{{{_PACKAGE}/relationships}}Relationship", Id=number, Type=kind, Target=target)
    return _xml(root)


def _own(namespace: str) -> dict[str, str]:
    """Return what makes a namespace the one that names without a prefix are of."""
    return {None: namespace}  # type: ignore[dict-item]  # the stubs of lxml know prefixes alone


def _name(name: str) -> str:
    return f"{{{_W}}}{name}"


def _element(name: str, nsmap: Mapping[str, str] | None = None) -> _Element:
    from lxml import etree

    return etree.Element(_name(name), nsmap=nsmap or {"w": _W})


def _under(parent: _Element, name: str, /, **attributes: str) -> _Element:
    from lxml import etree

    return etree.SubElement(parent, _name(name), {_name(key): value for key, value in attributes.items()})


def _xml(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a ZIP archive without times."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, raw in parts.items():
            archive.writestr(zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0)), raw, zipfile.ZIP_DEFLATED)
    return made.getvalue()
