# ruff: noqa: E501  # what is meant to do harm reads best as it is
"""Markup that means harm: entities without end, files of the machine asked for, depth, breadth, scripts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from tests.read.office_files import make_docx, make_epub, make_odf, p, pack
from tests.read.test_xlsx import NAMESPACE, packed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12))
    + "]>"
)  # fmt: skip
QUADRATIC = f"<!DOCTYPE x [<!ENTITY a '{'ha' * 50_000}'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a11 SYSTEM 'file:///etc/passwd'><!ENTITY % b SYSTEM 'http://127.0.0.1:9/x.dtd'>%b;]>"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_BODIES = {
    "xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>The weir: {}</p></body></html>',
    "ttml": '<tt xmlns="http://www.w3.org/ns/ttml"><body><div><p begin="1s" end="2s">The weir: {}</p></div></body></tt>',
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>The weir: {}</text></svg>',
    "rss": "<rss version='2.0'><channel><title>{}</title><item><title>Weir</title></item></channel></rss>",
    "xml": "<note>The weir: {}</note>",
    "fodt": '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body>{}</office:body>'
    "</office:document>",
}


def entities(kind: str, declared: str, called: str) -> bytes:
    """A file of one kind that declares entities and uses them."""
    return f"{_HEAD}{declared}{_BODIES[kind].format(called)}".encode()


def _in_part(raw: bytes, part: str, declared: str, called: str) -> bytes:
    """The same inside of a file of parts: the entity stands where the word WEIR stood."""
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    words = parts[part]
    assert isinstance(words, bytes)
    body = words.decode().removeprefix(_HEAD).removeprefix("<!DOCTYPE html>")
    parts[part] = f"{_HEAD}{declared}{body.replace('WEIR', called)}"
    return pack(parts)


def _in_parts() -> Iterator[tuple[str, Callable[[], bytes]]]:
    makers: dict[str, tuple[Callable[[], bytes], str]] = {
        "docx": (lambda: make_docx(p("WEIR")), "word/document.xml"),
        "odt": (lambda: make_odf("<text:p>WEIR</text:p>"), "content.xml"),
        "xlsx": (
            lambda: packed("<sheetData><row><c t='inlineStr'><is><t>WEIR</t></is></c></row></sheetData>"),
            "xl/workbook.xml",
        ),
        "epub": (lambda: make_epub({"a.xhtml": "<p>WEIR</p>"}), "OPS/a.xhtml"),
        "opf.epub": (lambda: make_epub({"a.xhtml": "<p>x</p>"}, meta="<dc:title>WEIR</dc:title>"), "OPS/book.opf"),
    }
    for kind, (make, part) in makers.items():
        for name, declared in (("laughs", LAUGHS), ("outside", OUTSIDE)):
            yield f"{name}.{kind}", lambda make=make, part=part, declared=declared: _in_part(make(), part, declared, "&a11;")  # type: ignore[misc]


def deep_html() -> bytes:
    """100,000 elements in one another."""
    return b"<!doctype html><body>" + b"<div><b>" * 50_000 + b"The weir is closed." + b"</b></div>" * 50_000


def many_attributes() -> bytes:
    """300,000 attributes."""
    return b"<!doctype html><body><p " + b" ".join(b"a%d=1" % at for at in range(300_000)) + b">The weir is closed.</p>"


def one_line() -> bytes:
    """Five megabytes in one line and one paragraph."""
    return b"<!doctype html><body><p>" + b"The weir is closed, said the keeper. " * 140_000 + b"</p>"


def wide_table() -> bytes:
    """A row of 100,000 cells, each of which spans as many."""
    return b"<!doctype html><table><tr>" + b"<td rowspan=65534 colspan=1000>weir</td>" * 100_000 + b"</tr></table>"


def scripts() -> bytes:
    """What wants to be run."""
    return (
        b"<!doctype html><html><head><script>document.write('<p>WRITTEN</p>'.repeat(1e9))</script><meta http-equiv=refresh"
        b" content='0;url=file:///etc/passwd'><base href='javascript:alert(1)'></head><body onload='alert(1)'><p>The weir is"
        b" closed.</p><a href='javascript:alert(1)'>go</a><img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe>"
        b"<style>@import 'http://127.0.0.1:9/x.css'; body{background:url(file:///etc/passwd)}</style><object data='x.exe'>"
        b"</object><svg><script>alert(1)</script></svg><p>\xe2\x80\xaeThe gate is open.</p></body></html>"
    )


def open_tags() -> bytes:
    """Signs that make a careless search start again at every place."""
    return b"<!doctype html><body>" + b"<" * 20_000 + b"<!--" * 5_000 + b"&" * 10_000 + b"<p>The weir.</p>"


def deep_docx() -> bytes:
    """Runs and tables in one another, 20,000 deep."""
    row, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    return make_docx(row * 20_000 + p("The weir is closed.") + end * 20_000)


def docx_bomb() -> bytes:
    """A gigabyte of empty paragraphs would be the natural size; forty megabytes are enough to be refused."""
    return make_docx("<w:p/>" * 12_000_000)


def wide_docx() -> bytes:
    """A table whose one cell says it spans two thousand million columns."""
    look = '<w:tcPr><w:gridSpan w:val="2147483647"/></w:tcPr>'
    return make_docx(f"<w:tbl><w:tr><w:tc>{look}{p('The weir is closed.')}</w:tc></w:tr></w:tbl>")


def note_loop() -> bytes:
    """A footnote that calls itself."""
    call = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    return make_docx(p("The weir.", call), {"footnotes": f'<w:footnote w:id="1">{p("Log.", call)}</w:footnote>'})


def style_loop() -> bytes:
    """Styles that are based on each other."""
    made = "".join(f'<w:style w:styleId="{a}"><w:basedOn w:val="{b}"/></w:style>' for a, b in ("AB", "BC", "CA"))
    return make_docx(p("The weir is closed.", look='<w:pStyle w:val="A"/>'), {"styles": made})


def repeated_cells() -> bytes:
    """A cell that is to be repeated a thousand million times, in a row that is as well."""
    cell = '<table:table-cell table:number-columns-repeated="1000000000"><text:p>weir</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>'
    return make_odf(f"<table:table>{row}</table:table>", kind="spreadsheet")


def repeated_spaces() -> bytes:
    """A space that stands for a thousand million."""
    return make_odf('<text:p>The weir<text:s text:c="1000000000"/>is closed.</text:p>')


def spine_loop() -> bytes:
    """A book whose spine names one chapter ten thousand times, and whose chapter is the book's own list."""
    raw = make_epub({"a.xhtml": "<p>The weir is closed.</p>"})
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    book = parts["OPS/book.opf"]
    assert isinstance(book, bytes)
    parts["OPS/book.opf"] = book.replace(b"<spine>", b"<spine>" + b'<itemref idref="c0"/>' * 10_000)
    return pack(parts)


def last_row() -> bytes:
    """A sheet that says it is as large as sheets can be, and has a cell at its far corner."""
    rows = "".join(f'<row r="{at}"><c r="XFD{at}" t="inlineStr"><is><t>weir</t></is></c></row>' for at in (1, 1_048_576))
    return packed(
        f'<dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )


def many_merged() -> bytes:
    """20,000 merged ranges over one another."""
    merged = '<mergeCell ref="A1:XFD1048576"/>' * 20_000
    return packed(f"<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>{merged}</mergeCells>")


def string_bomb() -> bytes:
    """One string of 100 kB that 300 cells are."""
    shared = f"<sst {NAMESPACE}><si><t>{'weir ' * 20_000}</t></si></sst>"
    cells = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 301))
    rels = (
        '<Relationships><Relationship Id="1" Target="worksheets/sheet1.xml"/><Relationship Id="2" Type="x/sharedStrings"'
        ' Target="sharedStrings.xml"/></Relationships>'
    )
    return packed(f"<sheetData>{cells}</sheetData>", **{"xl/sharedStrings.xml": shared, "xl/_rels/workbook.xml.rels": rels})


def deep_rtf() -> bytes:
    """A million groups in one another."""
    return rb"{\rtf1 " + b"{" * 1_000_000 + b"The weir is closed." + b"}" * 1_000_000 + b"}"


def rtf_binary() -> bytes:
    """Bytes announced that are not there, an object inside, and fields without end."""
    return rb"{\rtf1\ansi The weir is closed.{\object{\*\objdata " + b"d0cf11e0" * 20_000 + rb"}}\bin2147483647 x{\field" * 5000


def utf16_laughs() -> bytes:
    """Entities in a coding in which a search for their signs finds nothing."""
    return struct.pack("<H", 0xFEFF) + f"{LAUGHS}{_BODIES['xhtml'].format('&a11;')}".encode("utf-16-le")


FILES: dict[str, Callable[[], bytes]] = {
    **{f"laughs.{kind}": lambda kind=kind: entities(kind, LAUGHS, "&a11;") for kind in _BODIES},  # type: ignore[misc]
    **{f"outside.{kind}": lambda kind=kind: entities(kind, OUTSIDE, "&a11;") for kind in _BODIES},  # type: ignore[misc]
    **{f"quadratic.{kind}": lambda kind=kind: entities(kind, QUADRATIC, "&a;" * 5000) for kind in ("xhtml", "ttml")},  # type: ignore[misc]
    **dict(_in_parts()),
    "utf16-laughs.xhtml": utf16_laughs,
    "deep.html": deep_html,
    "attributes.html": many_attributes,
    "one-line.html": one_line,
    "wide.html": wide_table,
    "scripts.html": scripts,
    "open-tags.html": open_tags,
    "deep.docx": deep_docx,
    "bomb.docx": docx_bomb,
    "wide.docx": wide_docx,
    "note-loop.docx": note_loop,
    "style-loop.docx": style_loop,
    "repeated.ods": repeated_cells,
    "repeated.odt": repeated_spaces,
    "spine-loop.epub": spine_loop,
    "last-row.xlsx": last_row,
    "merged.xlsx": many_merged,
    "string-bomb.xlsx": string_bomb,
    "deep.rtf": deep_rtf,
    "binary.rtf": rtf_binary,
}
