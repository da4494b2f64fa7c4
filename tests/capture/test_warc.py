"""The WARC file of a visit holds every request and answer byte by byte, and others can read it."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
from typing import TYPE_CHECKING

from tests.capture.authorities import make_authority, make_signed, server_context
from tests.capture.site import Page, Site
from warcio.archiveiterator import ArchiveIterator

from whosays.capture.web import Web, WebSettings, fetch

if TYPE_CHECKING:
    from pathlib import Path

HERE = WebSettings(allow_loopback=True, delay=0.0)
ODD = (
    b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
    b"HTTP/1.1 200 Tr\xe8s bien\r\nserver:harbour  \r\nX-Odd:\ta;  b\r\nContent-Type: text/html\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Op\r\n6;ext=1\r\nen.</p\r\n1\r\n>\r\n0\r\n\r\n"
)


def records(warc: bytes) -> list[tuple[str, dict[str, str], bytes]]:
    """Each record as it stands in the file: type, headers, block. Not by warcio, which tidies."""
    found = []
    for raw in members(warc):
        head, _, rest = raw.partition(b"\r\n\r\n")
        lines = head.decode("utf-8").split("\r\n")
        assert lines[0] == "WARC/1.1"
        headers = dict(line.split(": ", 1) for line in lines[1:])
        block = rest[: int(headers["Content-Length"])]
        assert rest[len(block) :] == b"\r\n\r\n"
        found.append((headers["WARC-Type"], headers, block))
    return found


def members(warc: bytes) -> list[bytes]:
    import zlib

    out, rest = [], warc
    while rest:
        member = zlib.decompressobj(31)
        out.append(member.decompress(rest))
        rest = member.unused_data
    return out


def test_the_answer_stands_as_it_was_received(site: Site) -> None:
    site.pages["/odd"] = ODD
    fetched = fetch(site.url("/odd"), settings=HERE)
    assert fetched.body == b"<p>Open.</p>"
    assert fetched.warc is not None
    info, answer, request = records(fetched.warc)
    assert (info[0], answer[0], request[0]) == ("warcinfo", "response", "request")
    assert answer[2] == ODD[ODD.index(b"HTTP/1.1 200") :]
    assert request[2].startswith(b"GET /odd HTTP/1.1\r\nHost: 127.0.0.1:")
    assert request[2].endswith(b"\r\n\r\n")


def test_records_say_what_they_are(site: Site) -> None:
    site.pages["/"] = Page(body=b"<p>Open.</p>")
    fetched = fetch(site.url(), settings=HERE)
    assert fetched.warc is not None
    (_, info, about), (_, answer, block), (_, request, _) = records(fetched.warc)
    assert info["Content-Type"] == "application/warc-fields"
    assert b"software: whosays/" in about
    assert b"robots: obey\r\n" in about
    assert answer["WARC-Target-URI"] == request["WARC-Target-URI"] == site.url()
    assert request["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert answer["WARC-IP-Address"] == "127.0.0.1"
    assert answer["Content-Type"] == "application/http; msgtype=response"
    assert request["Content-Type"] == "application/http; msgtype=request"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", answer["WARC-Date"])
    assert answer["WARC-Block-Digest"] == digest(block)
    assert answer["WARC-Payload-Digest"] == digest(b"<p>Open.</p>")


def digest(raw: bytes) -> str:
    import base64

    return "sha256:" + base64.b32encode(hashlib.sha256(raw).digest()).decode()


def test_every_step_of_a_visit_is_there(site: Site) -> None:
    busy = [Page(status=503, body=b"busy"), Page(status=301, headers=(("Location", "/b"),))]
    site.pages |= {"/a": lambda asked: busy.pop(0), "/b": Page(status=410, body=b"<p>Taken down.</p>")}
    fetched = Web(HERE, sleep=lambda seconds: None).fetch(site.url("/a"))
    assert fetched.warc is not None
    steps = [(kind, headers["WARC-Target-URI"][len(site.url("")) :], block[9:12]) for kind, headers, block in
             records(fetched.warc) if kind == "response"]  # fmt: skip
    assert steps == [("response", "/a", b"503"), ("response", "/a", b"301"), ("response", "/b", b"410")]


def test_warcio_reads_it_and_finds_its_digests_right(site: Site) -> None:
    packed = gzip.compress(b"<p>Open.</p>", mtime=0)
    site.pages |= {"/odd": ODD, "/z": Page(body=packed, headers=(("Content-Encoding", "gzip"),)), "/empty": Page(status=204)}
    for path, body in (("/odd", b"<p>Open.</p>"), ("/z", b"<p>Open.</p>"), ("/empty", b"")):
        fetched = fetch(site.url(path), settings=HERE)
        assert fetched.warc is not None
        read = {}
        for record in ArchiveIterator(io.BytesIO(fetched.warc), check_digests="raise"):
            read[record.rec_type] = record.content_stream().read()
        assert read["response"] == body == fetched.body


def test_the_certificate_is_in_it(tmp_path: Path) -> None:
    authority = make_authority()
    (tmp_path / "authority.pem").write_bytes(authority.pem())
    settings = WebSettings(allow_loopback=True, delay=0.0, authorities=str(tmp_path / "authority.pem"))
    with Site(pages={"/": Page(body=b"x")}, tls=server_context(make_signed("harbour.example", authority), tmp_path)) as site:
        fetched = Web(settings).fetch(site.url())
    assert fetched.warc is not None
    kind, headers, block = records(fetched.warc)[-1]
    assert (kind, headers["Content-Type"]) == ("metadata", "application/warc-fields")
    assert f"tls-certificate-sha256: {fetched.certificate}\r\n".encode() in block


def test_two_visits_differ_in_ids_and_times_only(site: Site) -> None:
    site.pages["/"] = Page(body=b"<p>Open.</p>")
    passing = re.compile(rb"(?:WARC-Date: |urn:uuid:)[^\r>]+")
    first, second = (fetch(site.url(), settings=HERE).warc for _ in range(2))
    assert first is not None
    assert second is not None
    assert first != second
    assert [passing.sub(b"", raw) for raw in members(first)] == [passing.sub(b"", raw) for raw in members(second)]
