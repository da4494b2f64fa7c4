# ruff: noqa: E501  # small files read best as they are
"""A small valid file of every kind that whosays reads, made by code: what is damaged, and what everything is tried on."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import struct
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image
from tests.making.scans import to_bytes
from tests.read import exports
from tests.read.archives.test_seven import make_7z
from tests.read.archives.test_tars import make_tar, special
from tests.read.archives.test_warc import SITE, make_wacz, make_warc
from tests.read.archives.test_zips import make_zip
from tests.read.mail.ole import make_ole, words
from tests.read.mail.ole import raw as stream
from tests.read.mail.test_msg import MAIL, attachment
from tests.read.office_files import make_docx, make_epub, make_flat, make_odf, p
from tests.read.test_html_page import MHTML
from tests.read.test_other_workbooks import ods, xls
from tests.read.test_pdf import make_pdf
from tests.read.test_xlsx import members
from tests.read.transcripts.test_reader import ROLLING, SRT, TTML, VTT


@dataclass(frozen=True, slots=True)
class Seed:
    """A valid file and the reader that is for it, by name."""

    name: str
    reader: str
    raw: bytes


LINES = (
    "The weir is closed.[1] River Watch, which describes itself as “a union of anglers”, says that the salmon wait.¹",
    "مكتبة الميناء مفتوحة منذ تسعين سنة، والقراء قليلون.",
    "1. Open the weirs. 2. Count the fish on 4.3.2031.",
    "[1] River Watch, Weirs, https://river.example/weirs, 4.3.2031.",
)
TEXT = "\n\n".join(("THE WEIRS OF ARNE", *LINES))
_NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
_COMMENT = '<w:commentRangeStart w:id="2"/><w:r><w:t>shut</w:t></w:r><w:commentRangeEnd w:id="2"/>'
_CHANGED = (
    '<w:ins w:id="3" w:author="Ilse" w:date="2031-03-04T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>'
    '<w:del w:id="4" w:author="Ilse"><w:r><w:delText>old</w:delText></w:r></w:del>'
)
_CELLS = f"<w:tbl><w:tr><w:tc>{p('Name')}</w:tc><w:tc>{p('Place')}</w:tc></w:tr></w:tbl>"
_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_NUMBERS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_ODT = (
    "<text:h text:outline-level='1'>Weirs</text:h><text:p>Shut.<text:note text:note-class='footnote'><text:note-citation>1"
    "</text:note-citation><text:note-body><text:p>Log.</text:p></text:note-body></text:note> <text:a xlink:href="
    "'https://river.example'>More</text:a></text:p><text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell table:number-columns-repeated='2'><text:p>a</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset178 Naskh;}}{\info{\title Weirs}{\creatim\yr2031\mo3"
    rb"\dy4}}Shut.{\super\chftn{\footnote\chftn Log.}}\par\trowd a\cell b\cell\row {\f1\'c8\'c7}\u1587?\par{\field{\*\fldinst "
    rb'HYPERLINK "https://river.example"}{\fldrslt more}}\par{\*\annotation note}}'
)
_HTML = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weirs</title><meta name="author" content="Ilse">'
    '<link rel="canonical" href="https://river.example/w"></head><body><nav><a href="/">Home</a></nav><article><h1>Weirs</h1>'
    f'<p>{LINES[0]}<sup><a href="#fn1">1</a></sup> <a href="https://river.example">more</a></p><blockquote><p>We wait.</p>'
    "</blockquote><ul><li>one<ol><li>two</li></ol></li></ul><table><tr><th>a</th></tr><tr><td>b</td></tr></table>"
    '<figure><img alt="x"><figcaption>A weir</figcaption></figure><ol><li id="fn1">Log.</li></ol></article></body></html>'
)
_EML = (
    b"From: Ilse <ilse@river.example>\r\nTo: Ole <ole@river.example>\r\nDate: Tue, 4 Mar 2031 09:30:00 +0000\r\n"
    b"Subject: =?utf-8?q?Weirs_=C3=A9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Shut.=20\r\nOn 3 March 2031 Ole wrote:\r\n> When?\r\n\r\n-- \r\nIlse\r\n"
    b"--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>Shut</p>\r\n--c--\r\n"
    b"--b\r\nContent-Type: text/plain; name=\"a.txt\"\r\nContent-Disposition: attachment; filename*=utf-8''a%20b.txt\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nc2h1dA==\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
    b"From: x@y.example\r\nSubject: Inner\r\n\r\nWords.\r\n--b--\r\n"
)
_CSV = "Name;Country;Number\nRiver Watch;Kenya;1\n\"Weir; 'Trust'\";France;2\nLock Society;;3\n"
_BRIEF = "From ilse@river.example Tue Mar  4 09:30:00 2031\n"
_ALTO = '<p begin="1s" end="2s">Shut.</p>'


def _doc() -> bytes:
    """An older Word file of one piece of text, with a footnote."""
    text = "Shut.\x02 The salmon wait.\r\x02 Log.\r\r"
    head = bytearray(1024)
    struct.pack_into("<HH", head, 0, 0xA5EC, 193)
    struct.pack_into("<H", head, 0x0A, 0x0200)
    struct.pack_into("<8i", head, 0x4C, 24, 8, 0, 0, 0, 0, 0, 0)
    refs = struct.pack("<IIH", 5, 24, 1)
    texts = struct.pack("<III", 0, 7, 8)
    piece = struct.pack("<xIII", 16, 0, len(text)).replace(b"\0", b"\2", 1) + struct.pack("<HIH", 0, 0x40000000 | 2 * 1024, 0)
    table = refs + texts + piece
    for number, place, size in ((2, 0, len(refs)), (3, len(refs), len(texts)), (33, len(refs + texts), len(piece))):
        struct.pack_into("<II", head, 0x9A + 8 * number, place, size)
    return make_ole({"WordDocument": bytes(head) + text.encode("cp1252"), "1Table": table.ljust(64, b"\0")})


@lru_cache(maxsize=1)
def make_seeds() -> tuple[Seed, ...]:
    """Make one file of every kind."""
    return (*_pages(), *_office(), *_letters(), *_tables(), *_packed())


def _pages() -> tuple[Seed, ...]:
    picture = Image.effect_noise((60, 40), 60)
    pictures = [
        Seed(f"scan.{kind.lower()}", "image", to_bytes(picture, kind)) for kind in ("PNG", "JPEG", "GIF", "TIFF", "WEBP", "BMP")
    ]
    pdf = make_pdf([["Weirs", "The weir is closed 1 and", "the salmon wait.", "", "1 Log."], ["two"], []])
    return (
        Seed("report.pdf", "pdf", pdf),
        *pictures,
        Seed("page.html", "html", _HTML.encode()),
        Seed("page.mhtml", "mhtml", MHTML),
        Seed("page.xhtml", "html", f'<?xml version="1.0"?>{_HTML}'.encode("utf-16")),
        Seed("report.txt", "plain", TEXT.encode()),
        Seed("arabic.txt", "plain", LINES[1].encode("cp1256") * 4),
        Seed("notes.md", "plain", f"# Weirs\n\n{LINES[0]}\n\n> quoted\n\n- one\n\n[^1]: Log.\n".encode("utf-16")),
    )


def _office() -> tuple[Seed, ...]:
    parts = {
        "footnotes": f'<w:footnote w:id="1">{p("Log.")}</w:footnote>',
        "comments": f'<w:comment w:id="2" w:author="Ole">{p("Why?")}</w:comment>',
        "numbering": _NUMBERS,
    }
    link = '<w:hyperlink r:id="l1"><w:r><w:t>more</w:t></w:r></w:hyperlink>'
    body = p("Shut.", _NOTE, _COMMENT, _CHANGED, link) + p("one", look=_LIST) + _CELLS
    book = {"a.xhtml": f'<h1>Weirs</h1><p>{LINES[0]}<a epub:type="noteref" href="#n">1</a></p><aside id="n">Log.</aside>'}
    return (
        Seed("report.docx", "docx", make_docx(body, parts, {"l1": "https://river.example"})),
        Seed("report.odt", "odf", make_odf(_ODT, meta="<dc:title>Weirs</dc:title>")),
        Seed("report.fodt", "odf", make_flat(_ODT)),
        Seed("book.epub", "epub", make_epub({**book, "b.xhtml": "<p>two</p>"}, meta="<dc:title>Weirs</dc:title>")),
        Seed("report.rtf", "rtf", _RTF),
        Seed("report.doc", "doc", _doc()),
        Seed("members.xlsx", "xlsx", members()),
        Seed("members.xls", "xls", xls()),
        Seed("members.ods", "ods", ods()),
    )


def _letters() -> tuple[Seed, ...]:
    message = MAIL | attachment(0, words(0x3707, "a.txt") | stream(0x3701, b"notes") | words(0x370E, "text/plain"))
    box = (_BRIEF.encode() + _EML.replace(b"\r\n", b"\n") + b"\n") * 2
    return (Seed("oil.msg", "msg", make_ole(message)), Seed("weirs.eml", "mail", _EML), Seed("weirs.mbox", "mbox", box))


def _tables() -> tuple[Seed, ...]:
    posts: dict[str, object] = {
        "x.json": exports.x_page(),
        "x_old.json": exports.x_old(),
        "outbox.json": exports.mastodon_outbox(),
        "statuses.json": exports.mastodon_statuses(),
        "feed.json": exports.bluesky_feed(),
        "result.json": exports.telegram_chat(),
    }
    lines = "\n".join(json.dumps(post) for post in exports.x_old())
    return (
        Seed("members.csv", "delimited", _CSV.encode()),
        Seed("members.tsv", "delimited", _CSV.replace(";", "\t").encode("utf-16")),
        Seed("posts.csv", "posts-table", exports.TABLE.encode()),
        Seed("talk.srt", "transcript", SRT.encode()),
        Seed("talk.vtt", "transcript", VTT.encode()),
        Seed("rolling.vtt", "transcript", ROLLING.encode()),
        Seed("talk.ttml", "transcript", TTML.encode()),
        *(Seed(name, "social", json.dumps(value, ensure_ascii=False, indent=1).encode()) for name, value in posts.items()),
        Seed("tweets.js", "social", exports.x_archive()),
        Seed("posts.jsonl", "social", lines.encode()),
    )


def _packed() -> tuple[Seed, ...]:
    rows = (("weirs/report.txt", TEXT.encode()), ("note.txt", b"No salmon."))
    tar = make_tar(*rows, special("link", b"2"))
    return (
        Seed("all.zip", "zip", make_zip(*rows)),
        Seed("all.7z", "sevenzip", make_7z(*rows)),
        Seed("all.tar", "tar", tar),
        Seed("all.tar.gz", "compressed", gzip.compress(tar, mtime=0)),
        Seed("report.txt.bz2", "compressed", bz2.compress(TEXT.encode())),
        Seed("report.txt.xz", "compressed", lzma.compress(TEXT.encode())),
        Seed("pages.warc", "warc", make_warc(packed=False)),
        Seed("pages.warc.gz", "warc", make_warc(packed=True)),
        Seed("pages.wacz", "wacz", make_wacz(SITE, f"{SITE}lost")),
    )
