"""Damaged office files: every one is read, or said to be unreadable; nothing else happens."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.office_files import make_docx, make_epub, make_flat, make_odf, p, pack, read_all

from whosays.plugins import Reader
from whosays.read.doc import DocReader
from whosays.read.docx import DocxReader
from whosays.read.epub import EpubReader
from whosays.read.odf import OdfReader
from whosays.read.reading import Reading, UnreadableDocument
from whosays.read.rtf import RtfReader

_CALL = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_ODT = (
    '<text:p>Shut.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Log.'
    "</text:p></text:note-body></text:note></text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
)
_BOOK = '<p>Shut.<a epub:type="noteref" href="#n">1</a></p><aside id="n">Log.</aside>'
_RTF = (
    rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 Arial;}}Shut.{\super\chftn{\footnote\chftn Log.}}\trowd a\cell b\cell\row\u1587?\par}"
)
FILES: list[tuple[Reader, bytes]] = [
    (DocxReader(), make_docx(p("Shut.", _CALL), {"footnotes": f'<w:footnote w:id="1">{p("Log.")}</w:footnote>'})),
    (OdfReader(), make_odf(_ODT)),
    (OdfReader(), make_flat(_ODT)),
    (EpubReader(), make_epub({"a.xhtml": _BOOK})),
    (RtfReader(), _RTF),
    (DocReader(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20),
]


def is_read_or_refused(reader: Reader, raw: bytes) -> None:
    """Read the bytes; passages must hold the document's own words."""
    try:
        found = read_all(reader, raw)
    except UnreadableDocument:
        return
    for each in found:
        if isinstance(each, Reading):
            for passage in each.passages:
                assert all(each.document.text[a.start : a.end] == a.text for a in passage.pieces)


@pytest.mark.parametrize("at", range(len(FILES)))
@given(changes=st.lists(st.tuples(st.integers(0, 10_000), st.binary(max_size=4), st.integers(0, 30)), max_size=4))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_bytes_do_no_harm(at: int, changes: list[tuple[int, bytes, int]]) -> None:
    reader, raw = FILES[at]
    for place, put, drop in changes:
        begin = place % (len(raw) or 1)
        raw = raw[:begin] + put + raw[begin + drop :]
    is_read_or_refused(reader, raw)


@pytest.mark.parametrize("at", [0, 1, 3])
@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_parts_that_say_odd_things_do_no_harm(at: int, data: st.DataObject) -> None:
    reader, raw = FILES[at]
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    tags = re.findall(rb"<[^>]*>|[^<]+", parts[name])
    for _ in range(data.draw(st.integers(1, 3))):
        place, other = data.draw(st.integers(0, len(tags) - 1)), data.draw(st.integers(0, len(tags) - 1))
        odd = data.draw(st.sampled_from([b'"-1"', b'"99999999999"', b'""', b'"x"']))
        tags[place] = data.draw(st.sampled_from([tags[other], b"", re.sub(rb'"[^"]*"', odd, tags[place])]))
    is_read_or_refused(reader, pack({**parts, name: b"".join(tags)}))
