"""Office files made by hand for tests, part by part; and a short way to write down what was read."""

from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from whosays.read.reading import Member, Reading
from whosays.records import Capture, CaptureId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from whosays.plugins import Reader
    from whosays.records import Problem

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OPEN = {"office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "meta": "meta"}
_ODF = " ".join(
    [
        *(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for short, name in _OPEN.items()),
        'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"',
        'xmlns:math="http://www.w3.org/1998/Math/MathML"',
    ]
)


def pack(parts: dict[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive of the parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, words in parts.items():
            archive.writestr(name, words, zipfile.ZIP_STORED if name == "mimetype" else method)
    return out.getvalue()


def make_docx(body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None) -> bytes:
    """A Word file. `parts` are what stands inside of `word/NAME.xml`; `links` are addresses by their ids."""
    parts = parts or {}
    roots = {"header": "hdr", "footer": "ftr"}
    rels = [f'<Relationship Id="{name}" Type="{R}/{name}" Target="{name}.xml"/>' for name in parts]
    rels += [
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target="{url}" TargetMode="External"/>'
        for name, url in (links or {}).items()
    ]
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_REL}"><Relationship Id="m" Type="{R}/officeDocument"'
        ' Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_REL}">{"".join(rels)}</Relationships>',
        "word/document.xml": f"{_HEAD}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, words in parts.items():
        files[f"word/{name}.xml"] = f"{_HEAD}<w:{roots.get(name, name)} {_SPACES}>{words}</w:{roots.get(name, name)}>"
    return pack(files)


def p(*runs: str, look: str = "") -> str:
    """A paragraph of runs; plain words are one run."""
    made = "".join(run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{made}</w:p>"


def r(words: str, look: str = "") -> str:
    """A run with a look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def make_odf(body: str, *, kind: str = "text", styles: str = "", meta: str = "", common: str = "") -> bytes:
    """An OpenDocument file; `styles` stand in its text's own part, `common` in the other."""
    content = (
        f"{_HEAD}<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return pack(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "styles.xml": f"{_HEAD}<office:document-styles {_ODF}>{common}</office:document-styles>",
            "meta.xml": f"{_HEAD}<office:document-meta {_ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def make_flat(body: str, *, styles: str = "") -> bytes:
    """A flat OpenDocument text."""
    return (
        f'{_HEAD}<office:document {_ODF} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


def make_epub(chapters: dict[str, str], *, meta: str = "", **more: str) -> bytes:
    """An e-book of chapters (name → body); `more` are further parts below META-INF."""
    items = "".join(f'<item id="c{at}" href="{name}" media-type="application/xhtml+xml"/>' for at, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="c{at}"/>' for at in range(len(chapters)))
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'{_HEAD}<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": f'{_HEAD}<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{meta}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
    }
    for name, body in chapters.items():
        files[f"OPS/{name}"] = (
            f'{_HEAD}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
            f"<head><title>x</title></head><body>{body}</body></html>"
        )
    return pack(files | {f"META-INF/{name}.xml": f"{_HEAD}{words}" for name, words in more.items()})


def capture_of(raw: bytes, name: str, media_type: str = "") -> Capture:
    """A capture of the bytes."""
    digest = CaptureId(hashlib.sha256(raw).hexdigest())
    return Capture(id=digest, name=name, size=len(raw), media_type=media_type, method="file", fetched_at="2031-01-01T00:00:00Z")


def read_all(reader: Reader, raw: bytes, name: str = "report") -> list[Reading | Member | Problem]:
    """Read the bytes, and return all that comes."""
    found = reader(capture_of(raw, name), raw)
    return [found] if isinstance(found, Reading) else list(found)


def read_one(reader: Reader, raw: bytes, name: str = "report") -> Reading:
    """Read the bytes, and return the one document in them."""
    (reading,) = [each for each in read_all(reader, raw, name) if isinstance(each, Reading)]
    return reading


def shown(reading: Reading) -> list[str]:
    """Write down the passages, one line each: zone and level, number, words, mark or words called at, author and date."""
    return list(_lines(reading))


def _lines(reading: Reading) -> Iterable[str]:
    for passage in reading.passages:
        level = str(passage.level) if passage.level else ""
        words = " / ".join(piece.text for piece in passage.pieces)
        called = f" <- {passage.called_at.text}" if passage.called_at else ""
        who = f" ({passage.author or '?'}, {passage.date or '?'})" if passage.author or passage.date else ""
        yield f"{passage.zone}{level} {f'[{passage.number}] ' if passage.number else ''}{words}{called}{who}"
