import gc
import gzip
import json
import warnings
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.yielding import Yielded, make_capture, read_all
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from whosays.read.archives.unpacking import Limits
from whosays.read.archives.wacz import WaczReader
from whosays.read.archives.warc import WarcReader
from whosays.read.reading import UnreadableDocument

PAGE = b"<html><p>The weir is closed.</p></html>"
SITE = "https://river.example/"


def make_warc(*, packed: bool) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the writer leaves its buffers to the collector
        made = _make_warc(packed=packed)
        gc.collect()
    return made


def _make_warc(*, packed: bool) -> bytes:
    out = BytesIO()
    writer = WARCWriter(out, gzip=packed)

    def put(url: str, body: bytes, kind: str, *, status: str = "200 OK", as_type: str = "response", **headers: str) -> None:
        said = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
        http = StatusAndHeaders(status, said, protocol="HTTP/1.1") if as_type == "response" else None
        writer.write_record(
            writer.create_warc_record(
                url, as_type, payload=BytesIO(body), http_headers=http,
                warc_content_type="" if http else kind, warc_headers_dict={"WARC-Date": "2031-01-02T03:04:05Z"},
            )
        )  # fmt: skip

    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    put(SITE, PAGE, "text/html; charset=utf-8")
    put(f"{SITE}style.css", b"p {}", "text/css")
    put(f"{SITE}gone", b"gone", "text/html", status="404 Not Found")
    put(f"{SITE}packed", gzip.compress(PAGE, mtime=0), "text/html", Content_Encoding="gzip")
    put(f"{SITE}pieces", b"4\r\n<p>a\r\n0\r\n\r\n", "text/html", Transfer_Encoding="chunked")
    put(f"{SITE}report", b"%PDF-1.4", "application/octet-stream")
    put(f"{SITE}weirs.pdf", b"%PDF-1.5", "application/pdf", as_type="resource")
    put(f"{SITE}robots.txt", b"Allow: /", "text/plain")
    again = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer.write_record(
        writer.create_revisit_record(f"{SITE}again", "sha1:AAAA", SITE, "2031-01-01T00:00:00Z", http_headers=again)
    )
    return out.getvalue()


WARC = make_warc(packed=False)
DOCUMENTS = {
    "river.example/": PAGE,
    "river.example/packed": PAGE,
    "river.example/pieces": b"<p>a",
    "river.example/report": b"%PDF-1.4",
    "river.example/weirs.pdf": b"%PDF-1.5",
}


def unpack(raw: bytes, name: str = "a.warc", limits: Limits | None = None) -> Yielded:
    return read_all(WarcReader(limits) if limits else WarcReader(), raw, name)


@pytest.mark.parametrize(
    ("raw", "name"),
    [(WARC, "a.warc"), (make_warc(packed=True), "a.warc.gz"), (gzip.compress(WARC, mtime=0), "whole.warc.gz")],
)
def test_documents_are_members_and_the_rest_is_told(raw: bytes, name: str, capfd: pytest.CaptureFixture[str]) -> None:
    found = unpack(raw, name)
    assert found.files == DOCUMENTS
    first = found.members[0]
    assert (first.media_type, first.url, first.fetched_at) == ("text/html", SITE, "2031-01-02T03:04:05Z")
    assert [p.message.split(": ", 1)[1] for p in found.problems] == [
        "scripts and styles: river.example/style.css.",
        "answers that are no page (status 404): https://river.example/gone.",
        "other files that are no documents: river.example/robots.txt.",
        "visits that found a page unchanged and did not keep it again: https://river.example/again.",
    ]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("raw", "name"),
    [(WARC[:1_900], "a.warc"), (make_warc(packed=True)[:1_700], "a.warc.gz"), (WARC + b"words\r\nwords\r\n", "a.warc")],
)
def test_a_torn_archive_gives_what_is_whole(raw: bytes, name: str) -> None:
    found = unpack(raw, name)
    assert found.files["river.example/"] == PAGE
    assert "archive-torn" in found.codes


def test_limits_are_told() -> None:
    found = unpack(WARC, limits=Limits(members=1))
    assert (len(found.members), found.codes[-1]) == (1, "archive-limit")


@pytest.mark.parametrize("raw", [b"", b"words", gzip.compress(b"words", mtime=0)])
def test_what_is_no_web_archive(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument):
        unpack(raw)


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (WARC, "download", True),
        (make_warc(packed=True), "download.gz", True),
        (gzip.compress(b"words", mtime=0), "a.warc.gz", False),
        (b"WARC means an archive", "a.txt", False),
    ],
)
def test_what_is_a_web_archive(raw: bytes, name: str, expected: bool) -> None:
    assert WarcReader().reads(make_capture(raw, name), raw[:4096]) == expected


def make_wacz(*urls: str, held: bytes = make_warc(packed=True), pages: str = "pages/pages.jsonl") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", held)
        rows = [{"format": "json-pages-1.0"}, *({"url": url, "ts": "2031-01-02T03:04:05Z"} for url in urls)]
        archive.writestr(pages, "\n".join(map(json.dumps, rows)) + "\n[[[not json\n")
    return out.getvalue()


def test_the_pages_of_the_list_are_members() -> None:
    found = read_all(WaczReader(), make_wacz(f"{SITE}#top", f"{SITE}lost"), "a.wacz")
    assert found.files == {"river.example/": PAGE}
    assert [p.code for p in found.problems if "visited pages" in p.message] == ["archive-left-out"]
    assert [p.code for p in found.problems if f"{SITE}lost" in p.message] == ["archive-torn"]


def test_without_a_list_every_document_is_taken() -> None:
    found = read_all(WaczReader(), make_wacz(pages="other.txt"), "a.wacz")
    assert (found.files, found.codes[0]) == (DOCUMENTS, "archive-torn")


def test_what_is_a_packed_web_archive() -> None:
    raw = make_wacz(SITE)
    assert WaczReader().reads(make_capture(raw, "a.wacz"), raw[:4096])
    assert WaczReader().reads(make_capture(raw, "download.zip"), raw[:4096])
    assert not WaczReader().reads(make_capture(b"", "a.wacz"), b"words")
    with pytest.raises(UnreadableDocument):
        read_all(WaczReader(), b"PK\x03\x04words", "a.wacz")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 255)), max_size=6), st.integers(0, 3_000))
def test_any_damage_gives_members_or_says_why_not(flips: list[tuple[int, int]], cut: int) -> None:
    raw = bytearray(WARC)
    for at, value in flips:
        raw[at % len(raw)] = value
    try:
        found = unpack(bytes(raw[: max(1, len(raw) - cut)]))
    except UnreadableDocument as error:
        assert "a.warc cannot be read" in str(error)
    else:
        assert found.members or found.problems
